#include "options.h"

namespace telltale::cli {

void add_pack_option(CLI::App& app, std::vector<std::string>& packs) {
  app.add_option("--pack", packs,
                 "pack to use instead of the built-in ones: a built-in name or a folder; may be repeated")
      ->type_name("NAME|DIR")
      ->allow_extra_args(false);
}

void add_engine_option(CLI::App& app, Engine& engine) {
  add_choice<Engine>(app, "--engine", engine,
                     {{"auto", Engine::kAuto}, {"hyperscan", Engine::kHyperscan}, {"re2", Engine::kRe2}},
                     "how patterns are looked for; never changes an answer");
}

void add_format_option(CLI::App& app, Format& format, const std::string& help) {
  add_choice<Format>(app, "--format", format, {{"text", Format::kText}, {"json", Format::kJson}}, help);
}

void add_color_option(CLI::App& app, When& color) {
  add_choice<When>(app, "--color", color, {{"auto", When::kAuto}, {"always", When::kAlways}, {"never", When::kNever}},
                   "colours; auto: on a terminal, unless NO_COLOR is set");
}

}  // namespace telltale::cli
