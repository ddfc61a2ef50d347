package main

import (
	"net"
	"strings"
	"testing"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// The tables follow the Kubernetes DNS specification 1.1, sections 2.3 to 2.5.
// In the Kubernetes tree: make test WHAT=./cmd/daruma-dns

func TestNames(t *testing.T) {
	for name, expected := range map[string]string{
		"web.default.svc.cluster.local.":            "SRV 80 web.default.svc.cluster.local.|A 10.96.3.4",
		"WEB.Default.svc.CLUSTER.local.":            "SRV 80 web.default.svc.cluster.local.|A 10.96.3.4",
		"_http._tcp.web.default.svc.cluster.local.": "SRV 80 web.default.svc.cluster.local.",
		"_http._udp.web.default.svc.cluster.local.": "does not exist",
		"db-0.web.default.svc.cluster.local.":       "does not exist",
		"db-0.db.default.svc.cluster.local.":        "A 10.244.1.5",
		"10-244-2-6.db.default.svc.cluster.local.":  "A 10.244.2.6",
		"_sql._tcp.db.default.svc.cluster.local.":   "SRV 5432 db-0.db.default.svc.cluster.local.|SRV 5432 10-244-2-6.db.default.svc.cluster.local.",
		"out.default.svc.cluster.local.":            "CNAME example.org.",
		"other.default.svc.cluster.local.":          "does not exist",
		"default.svc.cluster.local.":                "",
		"nowhere.svc.cluster.local.":                "does not exist",
		"svc.cluster.local.":                        "",
		"10-244-9-9.default.pod.cluster.local.":     "A 10.244.9.9",
		"10-244-9.default.pod.cluster.local.":       "does not exist",
		"10-244-9-9.nowhere.pod.cluster.local.":     "does not exist",
		"fd00--1.default.pod.cluster.local.":        "AAAA fd00::1",
		"dns-version.cluster.local.":                "TXT \"1.1.0\"",
		"nonsense.cluster.local.":                   "does not exist",
	} {
		if got := describe(testZone().find(name)); got != expected {
			t.Errorf("%s\n got: %s\nwant: %s", name, got, expected)
		}
	}
}

func TestAddresses(t *testing.T) {
	for name, expected := range map[string]string{
		"4.3.96.10.in-addr.arpa.":  "PTR web.default.svc.cluster.local.",
		"5.1.244.10.in-addr.arpa.": "PTR db-0.db.default.svc.cluster.local.",
		"9.9.9.9.in-addr.arpa.":    "does not exist",
	} {
		if got := describe(testZone().findAddress(name, addressOf(name))); got != expected {
			t.Errorf("%s\n got: %s\nwant: %s", name, got, expected)
		}
	}
	six := "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa."
	if got := addressOf(six); !got.Equal(net.ParseIP("fd00::1")) {
		t.Errorf("%s is %v", six, got)
	}
	for _, none := range []string{"3.96.10.in-addr.arpa.", "a.b.c.d.in-addr.arpa.", "1.ip6.arpa.", "example.org."} {
		if got := addressOf(none); got != nil {
			t.Errorf("%s is %v, should be no address", none, got)
		}
	}
}

func TestSettings(t *testing.T) {
	found, err := parseSettings(strings.NewReader(`.:53 {
    health {
       lameduck 5s
    }
    kubernetes Cluster.Example in-addr.arpa ip6.arpa {
       ttl 30
    }
    forward . 192.0.2.1 192.0.2.2 {
       max_concurrent 1000
    }
}`))
	if err != nil || found.domain != "cluster.example." || found.timeToLive != 30 ||
		found.lameDuck.Seconds() != 5 || strings.Join(found.upstreams, " ") != "192.0.2.1 192.0.2.2" {
		t.Errorf("got %+v, %v", found, err)
	}
	if _, err := parseSettings(strings.NewReader(".:53 {\n}")); err == nil {
		t.Error("a Corefile without a domain was accepted")
	}
}

func describe(found findings) string {
	if !found.exists {
		return "does not exist"
	}
	var texts []string
	for _, record := range found.records {
		words := strings.Fields(record.String())[3:]
		if words[0] == "SRV" {
			words = append(words[:1], words[3:]...)
		}
		texts = append(texts, strings.Join(words, " "))
	}
	return strings.Join(texts, "|")
}

func testZone() *zone {
	named := func(name string) metav1.ObjectMeta { return metav1.ObjectMeta{Namespace: "default", Name: name} }
	return &zone{domain: "cluster.local.", timeToLive: 30, cluster: fixed{
		services: []*v1.Service{
			{ObjectMeta: named("web"), Spec: v1.ServiceSpec{ClusterIP: "10.96.3.4",
				Ports: []v1.ServicePort{{Name: "http", Port: 80, Protocol: v1.ProtocolTCP}}}},
			{ObjectMeta: named("db"), Spec: v1.ServiceSpec{ClusterIP: v1.ClusterIPNone}},
			{ObjectMeta: named("out"), Spec: v1.ServiceSpec{
				Type: v1.ServiceTypeExternalName, ExternalName: "example.org"}},
		},
		members: &v1.Endpoints{ObjectMeta: named("db"), Subsets: []v1.EndpointSubset{{
			Addresses: []v1.EndpointAddress{{IP: "10.244.1.5", Hostname: "db-0"}, {IP: "10.244.2.6"}},
			Ports:     []v1.EndpointPort{{Name: "sql", Port: 5432, Protocol: v1.ProtocolTCP}},
		}}},
	}}
}

// fixed is a cluster with one namespace, a few services and one set of endpoints.
type fixed struct {
	services []*v1.Service
	members  *v1.Endpoints
}

func (f fixed) hasNamespace(name string) bool { return name == "default" }

func (f fixed) service(_, name string) *v1.Service {
	for _, service := range f.services {
		if service.Name == name {
			return service
		}
	}
	return nil
}

func (f fixed) endpoints(_, name string) *v1.Endpoints {
	if f.members.Name == name {
		return f.members
	}
	return nil
}

func (f fixed) servicesAt(address net.IP) []*v1.Service {
	var found []*v1.Service
	for _, service := range f.services {
		if service.Spec.ClusterIP == address.String() {
			found = append(found, service)
		}
	}
	return found
}

func (f fixed) endpointsAt(address net.IP) []*v1.Endpoints {
	keys, _ := endpointAddresses(f.members)
	for _, key := range keys {
		if key == address.String() {
			return []*v1.Endpoints{f.members}
		}
	}
	return nil
}
