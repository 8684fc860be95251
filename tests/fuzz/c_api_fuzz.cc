// Calls of the C ABI in any order, with any arguments: handles that come and go, NULL, texts of any bytes, offsets and
// options of any value, sinks that stop. No call crashes, none leaks, and an answer is the one of telltale_classify().
#include <fuzzer/FuzzedDataProvider.h>
#include <telltale/telltale_c.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "c_handles.h"

namespace {

using telltale::testing::c_case;
using telltale::testing::c_classifier;
using telltale::testing::c_diagnoser;
using telltale::testing::c_matches;
using telltale::testing::c_options;
using telltale::testing::c_stream;
using telltale::testing::small_options;
using telltale::testing::Told;

constexpr int kMostCalls = 40;
constexpr std::size_t kLongest = 600;  // of a text

const std::string kSmallPack = TELLTALE_SOURCE_DIR "/tests/rules/base";
const std::string kMessage = "print job \"letter\" on first.example failed: after 3 pages: paper jam in tray 2\n";

void require(bool holds) {
  if (!holds) std::abort();
}

const telltale_classifier* classifier() {
  static const telltale_options kOptions = small_options();
  static const auto kMade = c_classifier(&kOptions);
  return kMade.get();
}

const telltale_diagnoser* diagnoser() {
  static const telltale_options kOptions = small_options();
  static const auto kMade = c_diagnoser(&kOptions);
  return kMade.get();
}

// What a sink is given: how many matches it takes, and what it says then.
struct Listener {
  std::size_t most = 0;
  telltale_status last = TELLTALE_OK;
  Told told;
};

telltale_status listen(void* context, const telltale_match* match) {
  auto& listener = *static_cast<Listener*>(context);
  telltale::testing::keep_told(&listener.told, match);
  return listener.told.size() > listener.most ? listener.last : telltale_status{TELLTALE_OK};
}

// One run: the handles that are there, and the calls that can be made with them.
class Session {
 public:
  Session(const std::uint8_t* data, std::size_t size) : input_(data, size) {}

  void run() {
    for (int call = 0; call < kMostCalls && input_.remaining_bytes() != 0; ++call) {
      switch (input_.ConsumeIntegralInRange(0, 11)) {
        case 0:
          matches_ = coin() ? c_matches() : nullptr;
          break;
        case 1:
          stream_ = c_stream(maybe(classifier()));
          break;
        case 2:
          case_ = c_case(maybe(diagnoser()));
          break;
        case 3:
          classify();
          break;
        case 4:
          classify_batch();
          break;
        case 5:
          classify_column();
          break;
        case 6:
          feed();
          break;
        case 7:
          finish();
          break;
        case 8:
          add_to_case();
          break;
        case 9:
          report();
          break;
        case 10:
          look_at_matches();
          break;
        default:
          create();
          break;
      }
    }
    require(telltale_last_error().data != nullptr);
  }

 private:
  bool coin() { return input_.ConsumeBool(); }

  // One in eight calls has a NULL here.
  template <typename T>
  T* maybe(T* pointer) {
    return input_.ConsumeIntegralInRange(0, 7) == 0 ? nullptr : pointer;
  }

  std::string text() {
    std::string bytes = input_.ConsumeRandomLengthString(kLongest);
    return coin() ? kMessage + bytes : bytes;
  }

  void listen_anew() {
    listener_ = {};
    listener_.most = input_.ConsumeIntegralInRange<std::size_t>(0, 3);
    listener_.last = input_.ConsumeIntegral<telltale_status>();
  }

  // Beside what the sink says a call only says that it was wrong.
  void check(telltale_status status) const {
    require(status == TELLTALE_OK || status == TELLTALE_INVALID_ARGUMENT || status == listener_.last);
  }

  void classify() {
    const std::string bytes = text();
    listen_anew();
    std::uint32_t limits = 0;
    check(telltale_classify(maybe(classifier()), maybe(bytes.data()), bytes.size(), maybe(&listen), &listener_,
                            maybe(&limits)));
    if (coin())
      telltale_classify(classifier(), bytes.data(), bytes.size(), telltale_matches_add, matches_.get(), nullptr);
  }

  void classify_batch() {
    std::vector<std::string> texts(input_.ConsumeIntegralInRange<std::size_t>(0, 5));
    std::vector<telltale_string> strings;
    for (std::string& one : texts) {
      one = text();
      strings.push_back({maybe(one.data()), one.size()});
    }
    listen_anew();
    std::vector<std::uint32_t> limits(texts.size());
    const telltale_status status = telltale_classify_batch(maybe(classifier()), maybe(strings.data()), strings.size(),
                                                           maybe(&listen), &listener_, maybe(limits.data()));
    check(status);
    if (status == TELLTALE_OK && listener_.told.size() <= listener_.most) require(listener_.told == one_by_one(texts));
  }

  static Told one_by_one(const std::vector<std::string>& texts) {
    Told all;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Told told;
      telltale_classify(classifier(), texts[i].data(), texts[i].size(), telltale::testing::keep_told, &told, nullptr);
      for (const auto& match : told) all.emplace_back(i, match.second);
    }
    return all;
  }

  // Offsets inside of the data or refused: those that go up to its end at most are what a caller promises.
  void classify_column() {
    const std::string data = text();
    const auto end = static_cast<std::int32_t>(data.size());
    std::vector<std::int32_t> narrow(input_.ConsumeIntegralInRange<std::size_t>(1, 6));
    for (std::int32_t& offset : narrow) offset = input_.ConsumeIntegralInRange(-1, end);
    const std::vector<std::int64_t> wide(narrow.begin(), narrow.end());
    std::vector<std::uint32_t> limits(narrow.size() - 1);
    listen_anew();
    const telltale_status first = telltale_classify_column32(classifier(), data.data(), narrow.data(), limits.size(),
                                                             listen, &listener_, maybe(limits.data()));
    check(first);
    const Told told = listener_.told;
    listener_.told.clear();
    require(first == telltale_classify_column64(classifier(), data.data(), wide.data(), limits.size(), listen,
                                                &listener_, maybe(limits.data())));
    require(told == listener_.told);
  }

  void feed() {
    const std::string bytes = text();
    listen_anew();
    std::uint32_t limits = 0;
    check(telltale_stream_feed(stream_.get(), maybe(bytes.data()), bytes.size(), maybe(&listen), &listener_,
                               maybe(&limits)));
  }

  void finish() {
    listen_anew();
    check(telltale_stream_finish(stream_.get(), maybe(&listen), &listener_, nullptr));
  }

  void add_to_case() {
    const std::string bytes = text();
    const std::string source = input_.ConsumeRandomLengthString(10);
    switch (input_.ConsumeIntegralInRange(0, 2)) {
      case 0:
        telltale_case_add_text(case_.get(), maybe(source.c_str()), maybe(bytes.data()), bytes.size(),
                               input_.ConsumeIntegral<std::uint64_t>());
        break;
      case 1:
        telltale_case_add_match(case_.get(), maybe(source.c_str()), telltale_matches_at(matches_.get(), 0),
                                maybe(bytes.data()), bytes.size(), input_.ConsumeIntegral<std::int64_t>());
        break;
      default: {
        telltale_problems* problems = nullptr;
        telltale_case_add_json_match(case_.get(), maybe(bytes.data()), bytes.size(), maybe(&problems));
        telltale_problems_destroy(problems);
      }
    }
  }

  void report() {
    telltale_owned_string written{};
    const telltale_status status =
        telltale_case_report(case_.get(), input_.ConsumeIntegralInRange(-1, 3), input_.ConsumeIntegralInRange(-1, 2),
                             input_.ConsumeIntegralInRange<std::size_t>(0, 300), maybe(&written));
    require((status == TELLTALE_OK) == (written.data != nullptr));
    telltale_owned_string_destroy(&written);
  }

  void look_at_matches() {
    for (std::size_t i = 0; i <= telltale_matches_size(matches_.get()); ++i) {
      const telltale_match* const match = telltale_matches_at(matches_.get(), i);
      telltale_match_field(match, maybe("tray"));
      telltale_owned_string json{};
      const telltale_status status = telltale_match_json(match, maybe("a"), &json);
      require((status == TELLTALE_OK) == (match != nullptr));
      telltale_owned_string_destroy(&json);
    }
    if (coin()) telltale_matches_clear(matches_.get());
  }

  void create() {
    const std::string glob = input_.ConsumeRandomLengthString(12);
    const std::string other = input_.ConsumeRandomLengthString(12);
    const char* const packs[] = {maybe(kSmallPack.c_str()), coin() ? kSmallPack.c_str() : other.c_str()};
    const char* const only = glob.c_str();
    telltale_options options = c_options();
    options.size = coin() ? sizeof options : input_.ConsumeIntegralInRange<std::size_t>(0, sizeof options);
    options.packs = maybe(packs);
    options.pack_count = input_.ConsumeIntegralInRange<std::size_t>(1, 2);
    options.only = &only;
    options.only_count = coin() ? 1 : 0;
    options.engine = coin() ? std::int32_t{TELLTALE_ENGINE_RE2} : input_.ConsumeIntegralInRange(2, 4);
    options.min_confidence = input_.ConsumeIntegralInRange(-1, 4);
    options.max_matches = input_.ConsumeIntegral<std::size_t>();
    options.flags = input_.ConsumeIntegralInRange<std::uint64_t>(0, 2);
    telltale_classifier* made = nullptr;
    telltale_problems* problems = nullptr;
    const telltale_status status = telltale_classifier_create(&options, maybe(&made), maybe(&problems));
    require(made == nullptr || status == TELLTALE_OK);
    require(problems == nullptr || status == TELLTALE_PROBLEMS);
    for (std::size_t i = 0; i < telltale_problems_size(problems); ++i)
      require(telltale_problems_at(problems, i)->printed.size != 0);
    telltale_problems_destroy(problems);
    telltale_classifier_destroy(made);
  }

  FuzzedDataProvider input_;
  Listener listener_;
  telltale::testing::CMatches matches_;
  telltale::testing::CStream stream_;
  telltale::testing::CCase case_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Session(data, size).run();
  return 0;
}
