#include "cluster.h"

#include <array>
#include <string_view>

#include "random.h"

namespace telltale::bench {
namespace {

// Written by klog, zap, logrus, nginx and the kubelet behind syslog. {t} is a time of day, {f} six digits, {n} a name,
// {u} a UUID, {d} a small number.
constexpr std::array<std::string_view, 12> kLines = {
    R"(I0522 {t}.{f}       1 controller.go:162] "re-queuing item due to optimistic locking on resource" )"
    R"(logger="cert-manager.certificates-trigger" key="{n}/{n}-tls" error="Operation cannot be fulfilled on )"
    R"(certificates.cert-manager.io \"{n}-tls\": the object has been modified; please apply your changes to the latest version")",
    R"(I0522 {t}.{f}       1 trigger_controller.go:215] "Certificate must be re-issued" logger="cert-manager.certificates-trigger" )"
    R"(key="{n}/{n}-tls" reason="DoesNotExist" message="Issuing certificate as Secret does not exist")",
    R"(I0522 {t}.{f}       1 leaderelection.go:250] attempting to acquire leader lease kube-system/cert-manager-controller...)",
    R"(I0522 {t}.{f}       1 reflector.go:351] Caches populated for *v1.Secret from k8s.io/client-go@v0.29.2/tools/cache/reflector.go:229)",
    R"(I0522 {t}.{f}       1 httplog.go:132] "HTTP" verb="GET" URI="/apis/cert-manager.io/v1/namespaces/{n}/certificates?)"
    R"(limit=500&resourceVersion=0" latency="{d}.{f}ms" userAgent="cert-manager-cainjector/v1.14.4" audit-ID="{u}" resp=200)",
    R"(I0522 {t}.{f}       1 garbagecollector.go:549] "Processing item" item="[batch/v1/Job, namespace: {n}, name: cert-sync-{d}, uid: {u}]")",
    R"({"level":"info","ts":"2024-05-22T{t}.{f}Z","logger":"controller","msg":"reconciled","controller":"ingress","namespace":"{n}","name":"{n}","reconcileID":"{u}"})",
    R"(10.244.1.{d} - - [22/May/2024:{t} +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.29" {d} 0.00{d} [{n}-{n}-80] [] 10.244.1.7:8080 2 0.001 200 {u})",
    R"(May 22 {t} node-{d} kubelet[1204]: I0522 {t}.{f}    1204 kubelet.go:2406] "SyncLoop (PLEG): event for pod" pod="{n}/{n}-0" event={"ID":"{u}","Type":"ContainerStarted"})",
    R"(May 22 {t} node-{d} kubelet[1204]: I0522 {t}.{f}    1204 prober.go:107] "Probe failed" probeType="Readiness" pod="{n}/{n}-0" podUID="{u}" probeResult="failure" output="HTTP probe failed with statuscode: 503")",
    R"_(time="2024-05-22T{t}Z" level=info msg="Refreshing app status (controller refresh requested), level (1)" application=argocd/{n})_",
    R"(2024-05-22T{t}.{f}Z INFO sync namespace={n} secret={n}-tls type=kubernetes.io/tls updated=false)",
};

constexpr std::array<std::string_view, 10> kNames = {"web",     "api",  "shop",  "orders", "billing",
                                                     "grafana", "argo", "vault", "harbor", "keycloak"};

std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string value_of(char name, Random* random) {
  switch (name) {
    case 't':
      return two_digits(random->below(24)) + ":" + two_digits(random->below(60)) + ":" + two_digits(random->below(60));
    case 'f':
      return random->digits(6);
    case 'n':
      return std::string(random->pick(kNames));
    case 'u':
      return random->hex(8) + "-" + random->hex(4) + "-" + random->hex(4) + "-" + random->hex(4) + "-" +
             random->hex(12);
    default:
      return std::to_string(random->below(250));
  }
}

}  // namespace

std::string cluster_line(std::size_t number) {
  Random random(number);
  const std::string_view shape = random.pick(kLines);
  std::string line;
  for (std::size_t at = 0; at < shape.size(); ++at) {
    const bool is_value = shape[at] == '{' && at + 2 < shape.size() && shape[at + 2] == '}';
    line += is_value ? value_of(shape[at + 1], &random) : std::string(1, shape[at]);
    at += is_value ? 2 : 0;
  }
  return line;
}

}  // namespace telltale::bench
