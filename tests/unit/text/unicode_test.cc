#include <gtest/gtest.h>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

TEST(Unicode, LigaturesAreTheirLetters) {
  expect_cleaned({
      {"x509: certi\uFB01cate, su\uFB03x, e\uFB00ect, con\uFB02ict, wa\uFB04e, la\uFB06",
       "x509: certificate, suffix, effect, conflict, waffle, last"},
  });
}

TEST(Unicode, SignsThatLookLikePunctuationAreIt) {
  expect_cleaned({
      {"https\u2236\u2215\u2044x\u2024svc\uA789443", "https://x.svc:443"},
      {"i\u2423/o\u2420timeout", "i /o timeout"},
      {"connect:\u21B5\nconnection", "connect: \nconnection"},
      {"connect:\n\u21AA connection", "connect:\nconnection"},
      {"one\u240Atwo\u2424three", "one\ntwo\nthree"},
  });
}

TEST(Unicode, WhatStandsForALostByteGoes) {
  expect_cleaned({
      {"webhook \uFFFDw.io\uFFFD: x", "webhook w.io: x"},
      {"\uFFFD Error: x\n\uFFFD y", "Error: x\ny"},
  });
}

// UTF-8 that was read as Windows-1252, Latin-1, code page 437 and 850, Mac Roman; twice; with bytes lost.
TEST(Mojibake, IsReadAgain) {
  expect_cleaned({
      {"webhook â€œw.ioâ€\u009D: â€™x", R"(webhook "w.io": 'x)"},
      {"webhook \u00E2\u0080\u009Cw.io\u00E2\u0080\u009D: x", R"(webhook "w.io": x)"},
      {"Γöé Error: x\nΓöé ΓÇ£yΓÇ¥", "Error: x\n\"y\""},
      {"Ôöé Error: x\nÔöé ÔÇ£yÔÇØ", "Error: x\n\"y\""},
      {"â”‚ Error: x\nâ”‚ y", "Error: x\ny"},
      {"webhook ‚Äúw.io‚Äù", R"(webhook "w.io")"},
      {"Ã¢â‚¬Å“xÃ¢â‚¬\u009D", R"("x")"},
      {"webhook â€œw.ioâ€: x â€œyâ€\uFFFD", R"(webhook "w.io": x "y")"},
      {"i/oÂ timeout fallÃ³ cert â€“ manager", "i/o  timeout falló cert - manager"},
      {"ï»¿Error: x", "Error: x"},
  });
}

TEST(Mojibake, IsNotWhatPeopleWrite) {
  for (const std::string_view raw :
       {"Größe, Müller, déjà vu, Ça, São, ÂGE, Ñandú", "Ω µ α β", "naïve café", "失败 エラー 오류", "Ошибка"}) {
    EXPECT_EQ(cleaned(raw), raw);
  }
  EXPECT_EQ(cleaned("„Gruß“ «CAFÉ» ┬─┴ ╠║╣"), R"("Gruß" "CAFÉ"        )");
}

}  // namespace
}  // namespace telltale::internal
