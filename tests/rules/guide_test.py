#!/usr/bin/env python3
"""The built-in pack holds the whole guide: every section, cause, finding and step, and every fact that can be named.

The ids are those that tools outside the project rely on; the facts are the ports, flags, versions, issue numbers and
commands of the guide. A fact is looked for in all texts of the pack, so that it may stand wherever it reads best.
"""

import json
import os
import pathlib
import re
import unittest
from typing import Any

PACK = pathlib.Path(
    os.environ.get("TELLTALE_SOURCE_DIR", pathlib.Path(__file__).parents[2]), "rules", "cert-manager-webhook"
)

SECTIONS = {
    "connection-refused": "readiness-port-mismatch webhook-not-ready firewall-gke firewall-eks-security-group network",
    "io-timeout": "gke-private-cluster eks-custom-cni network-policy eks-security-group other",
    "x509-valid-for-internal": "eks-fargate-kubelet",
    "service-not-found": "unknown",
    "no-endpoints": "etcd-quota webhook-not-ready",
    "x509-expired": "unknown",
    "request-canceled": "webhook-side",
    "context-deadline-exceeded": "hidden-timeout connectivity webhook-side",
    "tls-handshake-timeout": "http-proxy",
    "http-probe-500": "unknown",
    "service-unavailable": "weave-cni",
    "server-unable-to-handle": "unknown",
    "x509-unknown-authority": "hardcoded-namespace cainjector-stuck ca-bundle-mismatch",
    "autopilot-cluster-scoped": "autopilot-k8s-1-20",
    "autopilot-kube-system": "leader-election-namespace",
}
FINDINGS = """
endpoints-none endpoints-ok pod-not-ready pod-ready readiness-port healthz-port-arg healthz-ok readiness-refused
webhook-healthz-port tcp-reset tcp-syn-lost container-port timeout-seconds webhook-answers webhook-silent ca-bundle-same
ca-bundle-differs etcd-quota ca-bundle-not-injected inject-annotation cainjector-running cainjector-not-running
cainjector-leader cainjector-no-leader cainjector-injected cainjector-secret-missing cainjector-ignorable
leader-election-denied env-gke env-gke-autopilot env-eks env-eks-fargate env-ovh env-calico env-weave
version-cert-manager version-kubernetes
""".split()
STEPS = """
check-endpoints check-pod-ready check-readiness-port check-healthz check-webhook-log fix-healthz-port check-firewall-gke
add-firewall-rule-gke check-security-group-eks check-service-port check-container-port add-security-group-rule-eks
allow-network-policy use-host-network check-network-policy capture-packets move-secure-port check-apiserver-log
delete-resources check-timeout-seconds raise-timeout curl-webhook check-inject-annotation render-and-edit
check-cainjector-pod check-cainjector-log compare-ca-bundle restart-cainjector reinject-ca-bundle ask-platform
upgrade-kubernetes move-leader-election report-upstream
""".split()
# What nobody reads about in this pack can be found nowhere else in it: ports, flags, versions, issues, commands.
FACTS = """
2736 3133 3445 4425 1563 1076563 kubewarden 2811 4073 3237 3195 4999 2319 2706 5189 5004 2602 3185 4557 4281 1369 1425
3542 4852 3717 6080 6081 10250 10260 443 --healthz-port /healthz webhook.securePort webhook.hostNetwork
global.leaderElection.namespace NET_BIND_SERVICE NetworkPolicy tcpdump Wireshark CertificateRequest timeoutSeconds
targetPort containerPort inject-ca-from-secret caBundle cert-manager-webhook-ca jsonpath port-forward
certificaterequests Weave Calico Fargate OVHcloud kube-system 0.14 0.15 1.6 1.20 1.21 0.11 0.12 SYN RST
""".split()


def load(kind: str) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(PACK.glob(kind))]


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for child in children for text in texts(child)]


class GuideTest(unittest.TestCase):
    def setUp(self) -> None:
        self.sections = {section["id"]: section for section in load("sections/*.json")}
        self.findings = [
            f["id"] for part in load("sections/*.json") + load("evidence/*.json") for f in part["findings"]
        ]
        self.steps = {step["id"]: step for step in load("steps.json")[0]["steps"]}

    def test_holds_every_section_with_its_causes_in_the_guides_order(self) -> None:
        guide = sorted((s for s in self.sections.values() if s["kind"] == "guide"), key=lambda s: s["order"])
        self.assertEqual([section["id"] for section in guide], list(SECTIONS))
        for name, causes in SECTIONS.items():
            found = [cause["id"] for cause in self.sections[name]["causes"] if cause["origin"] == "guide"]
            self.assertEqual(found, causes.split(), name)

    def test_holds_every_finding_once(self) -> None:
        for finding in FINDINGS:
            self.assertEqual(self.findings.count(finding), 1, finding)

    def test_holds_every_step_with_something_to_do(self) -> None:
        self.assertEqual([step for step in STEPS if step not in self.steps], [])
        for name, step in self.steps.items():
            self.assertTrue(step["kind"] in ("ask", "report", "fix") or step["command"], name)
            self.assertFalse(
                set(re.findall(r"\{([a-z_]+)\}", step["command"])) - {"namespace", "service", "release", "deployment"},
                name,
            )

    def test_every_section_is_complete(self) -> None:
        for name, section in self.sections.items():
            self.assertTrue(section["signatures"] or section["id"] in ("none",), name)
            self.assertTrue(section["links"]["en"].startswith("https://cert-manager.io/"), name)
            if section["kind"] == "guide":
                self.assertTrue(section["error"] and section["references"] and section["causes"], name)

    def test_both_languages_are_there_and_differ(self) -> None:
        def walk(value: object, path: str) -> None:
            if isinstance(value, dict):
                if set(value) == {"en", "ja"} and not path.endswith("links"):
                    self.assertNotEqual(value["en"], value["ja"], path)
                    self.assertTrue(re.search("[\u3040-\u30ff\u4e00-\u9fff]", value["ja"]), f"{path}: {value['ja']}")
                for key, child in value.items():
                    walk(child, f"{path}/{key}")
            elif isinstance(value, list):
                for i, child in enumerate(value):
                    walk(child, f"{path}/{i}")

        for name, section in self.sections.items():
            walk({key: value for key, value in section.items() if key != "signatures"}, name)
        walk(self.steps, "steps")

    def test_leaves_out_no_fact_of_the_guide(self) -> None:
        everything = "\n".join(
            text
            for kind in ("*.json", "sections/*.json", "evidence/*.json")
            for part in load(kind)
            for text in texts(part)
        )
        self.assertEqual([fact for fact in FACTS if fact not in everything], [])


if __name__ == "__main__":
    unittest.main()
