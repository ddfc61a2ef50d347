package main

import (
	"fmt"
	"net"
	"strings"

	"github.com/miekg/dns"
	v1 "k8s.io/api/core/v1"
)

// zone answers for the cluster's domain. It is a function of the cluster and the question: no state of its own.
type zone struct {
	domain     string
	timeToLive uint32
	cluster    cluster
}

// findings is what is known about one name. A name may exist and have nothing of the type asked for.
type findings struct {
	exists  bool
	records []dns.RR // of any type
	extra   []dns.RR // addresses of the targets in records
}

func (z *zone) contains(name string) bool {
	return dns.IsSubDomain(z.domain, strings.ToLower(name))
}

// find looks a name of the domain up; the records carry the name as it was asked.
func (z *zone) find(name string) findings {
	prefix := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(name), z.domain), ".")
	labels := dns.SplitDomainName(dns.Fqdn(prefix))
	kind := ""
	if len(labels) > 0 {
		kind = labels[len(labels)-1]
	}
	switch {
	case prefix == "":
		return findings{exists: true, records: []dns.RR{z.authority(), z.nameServer()}}
	case prefix == "dns-version":
		return findings{exists: true, records: []dns.RR{&dns.TXT{Hdr: z.header(name, dns.TypeTXT), Txt: []string{"1.1.0"}}}}
	case kind == "svc":
		return z.findService(name, labels[:len(labels)-1])
	case kind == "pod":
		return z.findPod(name, labels[:len(labels)-1])
	}
	return findings{}
}

// findService takes the labels before "svc": [host or _port._protocol] [service] [namespace].
func (z *zone) findService(name string, labels []string) findings {
	count := len(labels)
	if count == 0 {
		return findings{exists: true}
	}
	namespace := labels[count-1]
	if !z.cluster.hasNamespace(namespace) {
		return findings{}
	}
	if count == 1 {
		return findings{exists: true}
	}
	service := z.cluster.service(namespace, labels[count-2])
	if service == nil {
		return findings{}
	}
	front := labels[:count-2]
	if service.Spec.Type == v1.ServiceTypeExternalName {
		if len(front) > 0 {
			return findings{}
		}
		target := dns.Fqdn(service.Spec.ExternalName)
		return findings{exists: true, records: []dns.RR{&dns.CNAME{Hdr: z.header(name, dns.TypeCNAME), Target: target}}}
	}
	members := z.membersOf(service)
	switch {
	case len(front) == 0:
		found := z.ports(name, members, "", "")
		for _, member := range members {
			found.records = append(found.records, z.address(name, member.address))
		}
		// A headless service without ready endpoints has a name, though nothing behind it.
		found.exists = true
		return found
	case len(front) == 1:
		return z.findHost(name, front[0], members)
	case len(front) == 2 && strings.HasPrefix(front[0], "_") && strings.HasPrefix(front[1], "_"):
		return z.ports(name, members, front[0][1:], front[1][1:])
	}
	return findings{}
}

// findHost finds one endpoint of a headless service; also "_tcp" and the like, which exist between a port and its service.
func (z *zone) findHost(name, host string, members []member) findings {
	if host == "_tcp" || host == "_udp" || host == "_sctp" {
		return findings{exists: true}
	}
	var found findings
	for _, member := range members {
		if member.host == host {
			found.exists = true
			found.records = append(found.records, z.address(name, member.address))
		}
	}
	return found
}

// ports makes the SRV records of a service; an empty port or protocol stands for all of them.
func (z *zone) ports(name string, members []member, port, protocol string) findings {
	var found findings
	seen := map[string]bool{}
	for _, member := range members {
		for _, offered := range member.ports {
			if port != "" && (offered.name != port || offered.protocol != protocol) || offered.name == "" && port != "" {
				continue
			}
			record := &dns.SRV{
				Hdr: z.header(name, dns.TypeSRV), Priority: 0, Weight: 100, Port: offered.number,
				Target: member.name + z.domain,
			}
			if key := fmt.Sprint(record.Target, record.Port); !seen[key] {
				seen[key] = true
				found.records = append(found.records, record)
			}
			if key := fmt.Sprint(record.Target, member.address); !seen[key] {
				seen[key] = true
				found.extra = append(found.extra, z.address(record.Target, member.address))
			}
		}
	}
	found.exists = len(found.records) > 0
	return found
}

// findPod answers for a-b-c-d.NAMESPACE.pod without asking whether there is such a pod ("pods insecure").
func (z *zone) findPod(name string, labels []string) findings {
	if len(labels) == 0 {
		return findings{exists: true}
	}
	if len(labels) > 2 || !z.cluster.hasNamespace(labels[len(labels)-1]) {
		return findings{}
	}
	if len(labels) == 1 {
		return findings{exists: true}
	}
	address := net.ParseIP(strings.ReplaceAll(labels[0], "-", "."))
	if address == nil {
		address = net.ParseIP(strings.ReplaceAll(labels[0], "-", ":"))
	}
	if address == nil {
		return findings{}
	}
	return findings{exists: true, records: []dns.RR{z.address(name, address)}}
}

// findAddress is the reverse: who in the cluster has this address. Nobody is a reason to forward the question.
func (z *zone) findAddress(name string, address net.IP) findings {
	var found findings
	for _, service := range z.cluster.servicesAt(address) {
		found.records = append(found.records, z.pointer(name, z.membersOf(service)[0].name))
	}
	if len(found.records) == 0 {
		for _, endpoints := range z.cluster.endpointsAt(address) {
			found.records = append(found.records, z.pointersTo(name, endpoints, address)...)
		}
	}
	found.exists = len(found.records) > 0
	return found
}

func (z *zone) pointersTo(name string, endpoints *v1.Endpoints, address net.IP) []dns.RR {
	service := z.cluster.service(endpoints.Namespace, endpoints.Name)
	if service == nil || service.Spec.ClusterIP != v1.ClusterIPNone {
		return nil
	}
	var pointers []dns.RR
	for _, member := range z.membersOf(service) {
		if member.address.Equal(address) {
			pointers = append(pointers, z.pointer(name, member.name))
		}
	}
	return pointers
}
