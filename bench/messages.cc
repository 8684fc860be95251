#include "messages.h"

#include <array>
#include <string_view>
#include <vector>

#include "classify/compiled_set.h"
#include "random.h"

namespace telltale::bench {
namespace {

struct Webhook {
  std::string_view name;
  std::string_view service;
  std::string_view name_space;
  std::string_view path;
};

constexpr std::array<Webhook, 8> kWebhooks = {{
    {"webhook.cert-manager.io", "cert-manager-webhook", "cert-manager", "/validate"},
    {"webhook.cert-manager.io", "cert-manager-webhook", "cert-manager", "/mutate"},
    {"webhook.certmanager.k8s.io", "certs-webhook", "kube-certs", "/mutate"},
    {"validate.kyverno.svc-fail", "kyverno-svc", "kyverno", "/validate/fail"},
    {"validation.gatekeeper.sh", "gatekeeper-webhook-service", "gatekeeper-system", "/v1/admit"},
    {"validate.nginx.ingress.kubernetes.io", "ingress-nginx-controller-admission", "ingress-nginx", "/networking"},
    {"mservice.elbv2.k8s.aws", "aws-load-balancer-webhook-service", "kube-system", "/mutate-v1-service"},
    {"rev.validation.istio.io", "istiod", "istio-system", "/validate"},
}};

constexpr std::array<std::string_view, 8> kPods = {"api",     "shop-web", "orders",     "billing",
                                                   "gateway", "search",   "kubelet-n4", "installer"};

std::string address(Random* random) {
  return "10." + random->digits(2) + "." + std::to_string(random->below(250)) + "." +
         std::to_string(random->below(250)) + ":" + std::to_string(443 + random->below(10000));
}

std::string reason(Random* random, const Webhook& webhook) {
  switch (random->below(10)) {
    case 0:
    case 1:
      return "dial tcp " + address(random) + ": connect: connection refused";
    case 2:
    case 3:
      return "dial tcp " + address(random) + ": i/o timeout";
    case 4:
      return "context deadline exceeded";
    case 5:
      return "net/http: TLS handshake timeout";
    case 6:
      return "x509: certificate signed by unknown authority";
    case 7:
      return "x509: certificate has expired or is not yet valid";
    case 8:
      return "no endpoints available for service \"" + std::string(webhook.service) + "\"";
    default:
      return "Service Unavailable";
  }
}

std::string url_of(Random* random, const Webhook& webhook) {
  return "https://" + std::string(webhook.service) + "." + std::string(webhook.name_space) + ".svc:443" +
         std::string(webhook.path) + "?timeout=" + std::to_string(1 + random->below(30)) + "s";
}

// 2024-03-01T10:20:30.123Z, later for later numbers: the milliseconds make lines of one number differ from all others.
std::string time_of(std::size_t number) {
  const auto part = [](std::size_t value, std::size_t digits) {
    const std::string text = std::to_string(value);
    return std::string(digits - text.size(), '0') + text;
  };
  return "2024-03-" + part(1 + number / 86'400'000 % 28, 2) + "T" + part(number / 3'600'000 % 24, 2) + ":" +
         part(number / 60'000 % 60, 2) + ":" + part(number / 1000 % 60, 2) + "." + part(number % 1000, 3) + "Z";
}

constexpr std::array<std::string_view, 8> kRepeatedReasons = {
    "dial tcp 10.96.20.99:443: connect: connection refused",
    "dial tcp 10.0.0.69:443: i/o timeout",
    "context deadline exceeded",
    "net/http: TLS handshake timeout",
    "x509: certificate signed by unknown authority",
    "x509: certificate has expired or is not yet valid",
    "no endpoints available for service \"cert-manager-webhook\"",
    "Service Unavailable",
};

}  // namespace

const std::vector<std::string>& gate_words() {
  static const std::vector<std::string> words = (*internal::compile({}))->plan.words;
  return words;
}

std::string distinct_message(std::size_t number) {
  Random random(number);
  const Webhook& webhook = random.pick(kWebhooks);
  std::string line = time_of(number * 7) + " " + std::string(random.pick(kPods)) + "-" +
                     random.letters(5, "bcdfghjklmnpqrstvwxz2456789") + " uid=" + random.hex(8) +
                     " E Internal error occurred: failed calling webhook \"" + std::string(webhook.name) + "\": ";
  if (random.below(2) == 0) line += "failed to call webhook: ";
  return line + "Post \"" + url_of(&random, webhook) + "\": " + reason(&random, webhook);
}

std::string short_message(std::size_t number) {
  Random random(number);
  const Webhook& webhook = kWebhooks[2 + random.below(2)];  // those with short names
  return "#" + std::to_string(number) + " failed calling webhook \"" + std::string(webhook.name) + "\": Post \"" +
         url_of(&random, webhook) + "\": " + reason(&random, webhook);
}

std::string repeated_message(std::size_t number) {
  return time_of(number * 7) +
         " E Internal error occurred: failed calling webhook \"webhook.cert-manager.io\": failed to call webhook: "
         "Post \"https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s\": " +
         std::string(kRepeatedReasons[number % kRepeatedReasons.size()]);
}

std::string near_miss(std::size_t number) {
  const std::vector<std::string>& words = gate_words();
  Random random(number);
  std::string line =
      time_of(number * 7) + " INFO worker-" + random.digits(2) + " stored the tag " + words[number % words.size()];
  if (random.below(2) == 0) line += " of order " + random.digits(5) + " beside " + random.pick(words);
  return line + " in " + random.digits(2) + " ms";
}

}  // namespace telltale::bench
