#include <iostream>
#include <iterator>
#include <telltale/telltale.h>

int main() {
  auto classifier = telltale::Classifier::create();
  if (!classifier) return 2;
  std::string text(std::istreambuf_iterator<char>(std::cin), {});
  for (const telltale::Match& match : classifier->classify(text))
    std::cout << match.line << ": " << match.finding << " (" << match.owner << ") " << match.title << "\n";
}
