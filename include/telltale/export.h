// Marks what the shared library shows; everything else is hidden (-fvisibility=hidden).
#ifndef TELLTALE_EXPORT_H_
#define TELLTALE_EXPORT_H_

#if defined(_WIN32)
#define TELLTALE_EXPORT
#else
#define TELLTALE_EXPORT __attribute__((visibility("default")))
#endif

#endif  // TELLTALE_EXPORT_H_
