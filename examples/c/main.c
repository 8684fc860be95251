// Prints the known failures of a log, a line each: of the file that is named, else of what is piped in.
#include <inttypes.h>
#include <stdio.h>
#include <telltale/telltale_c.h>

static telltale_status print(void* context, const telltale_match* match) {
  (void)context;
  printf("%" PRIu64 ": %.*s (%.*s) %.*s\n", match->line, (int)match->finding.size, match->finding.data,
         (int)match->owner.size, match->owner.data, (int)match->title.size, match->title.data);
  return TELLTALE_OK;
}

static telltale_status read_all(FILE* input, telltale_stream* stream) {
  char piece[65536];
  size_t size;
  while ((size = fread(piece, 1, sizeof piece, input)) > 0) {
    telltale_status status = telltale_stream_feed(stream, piece, size, print, NULL, NULL);
    if (status != TELLTALE_OK) return status;
  }
  return telltale_stream_finish(stream, print, NULL, NULL);
}

static int classify(FILE* input) {
  telltale_classifier* classifier = NULL;
  telltale_stream* stream = NULL;
  telltale_status status = telltale_classifier_create(NULL, &classifier, NULL);
  if (status == TELLTALE_OK) status = telltale_stream_create(classifier, &stream);
  if (status == TELLTALE_OK) status = read_all(input, stream);
  if (status != TELLTALE_OK) fprintf(stderr, "%.*s\n", (int)telltale_last_error().size, telltale_last_error().data);
  telltale_stream_destroy(stream);
  telltale_classifier_destroy(classifier);
  return status == TELLTALE_OK && ferror(input) == 0 ? 0 : 2;
}

int main(int argc, char** argv) {
  FILE* input = argc > 1 ? fopen(argv[1], "rb") : stdin;
  if (input == NULL) {
    perror(argv[1]);
    return 2;
  }
  int failed = classify(input);
  fclose(input);
  return failed;
}
