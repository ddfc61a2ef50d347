package main

import (
	"net"
	"strings"

	"github.com/miekg/dns"
	v1 "k8s.io/api/core/v1"
)

// member is one address that a service's name leads to: its own, or an endpoint of a headless one.
type member struct {
	host    string // its label before the service's name; empty for the service's own address
	name    string // without the domain, with the dot that joins them
	address net.IP
	ports   []port
}

type port struct {
	name, protocol string
	number         uint16
}

func (z *zone) membersOf(service *v1.Service) []member {
	name := service.Name + "." + service.Namespace + ".svc."
	var members []member
	if service.Spec.ClusterIP != v1.ClusterIPNone {
		var ports []port
		for _, offered := range service.Spec.Ports {
			ports = append(ports, portOf(offered.Name, offered.Protocol, offered.Port))
		}
		for _, address := range clusterAddresses(service) {
			members = append(members, member{name: name, address: address, ports: ports})
		}
		return members
	}
	endpoints := z.cluster.endpoints(service.Namespace, service.Name)
	if endpoints == nil {
		return nil
	}
	for _, subset := range endpoints.Subsets {
		var ports []port
		for _, offered := range subset.Ports {
			ports = append(ports, portOf(offered.Name, offered.Protocol, offered.Port))
		}
		for _, address := range subset.Addresses {
			host := hostOf(address)
			members = append(members, member{
				host: host, name: host + "." + name, address: net.ParseIP(address.IP), ports: ports,
			})
		}
	}
	return members
}

// hostOf is the pod's host name, if it has a stable one, otherwise a label made of the address.
func hostOf(address v1.EndpointAddress) string {
	if address.Hostname != "" {
		return strings.ToLower(address.Hostname)
	}
	return strings.NewReplacer(".", "-", ":", "-").Replace(address.IP)
}

func portOf(name string, protocol v1.Protocol, number int32) port {
	return port{name: strings.ToLower(name), protocol: strings.ToLower(string(protocol)), number: uint16(number)}
}

func (z *zone) header(name string, kind uint16) dns.RR_Header {
	return dns.RR_Header{Name: name, Rrtype: kind, Class: dns.ClassINET, Ttl: z.timeToLive}
}

func (z *zone) address(name string, address net.IP) dns.RR {
	if four := address.To4(); four != nil {
		return &dns.A{Hdr: z.header(name, dns.TypeA), A: four}
	}
	return &dns.AAAA{Hdr: z.header(name, dns.TypeAAAA), AAAA: address}
}

func (z *zone) pointer(name, target string) dns.RR {
	return &dns.PTR{Hdr: z.header(name, dns.TypePTR), Ptr: target + z.domain}
}

// authority goes with every denial, so that resolvers know how long they may remember it (RFC 2308).
func (z *zone) authority() dns.RR {
	return &dns.SOA{
		Hdr: z.header(z.domain, dns.TypeSOA), Ns: "ns.dns." + z.domain, Mbox: "hostmaster." + z.domain,
		Serial: 1, Refresh: 7200, Retry: 1800, Expire: 86400, Minttl: z.timeToLive,
	}
}

func (z *zone) nameServer() dns.RR {
	return &dns.NS{Hdr: z.header(z.domain, dns.TypeNS), Ns: "ns.dns." + z.domain}
}

// addressOf reads the address out of a name under in-addr.arpa or ip6.arpa; nil if it is none.
func addressOf(name string) net.IP {
	name = strings.ToLower(name)
	switch {
	case strings.HasSuffix(name, ".in-addr.arpa."):
		return net.ParseIP(strings.Join(reversed(name, ".in-addr.arpa."), ".")).To4()
	case strings.HasSuffix(name, ".ip6.arpa."):
		nibbles := reversed(name, ".ip6.arpa.")
		if len(nibbles) != 32 {
			return nil
		}
		var text strings.Builder
		for position, nibble := range nibbles {
			if position > 0 && position%4 == 0 {
				text.WriteByte(':')
			}
			text.WriteString(nibble)
		}
		return net.ParseIP(text.String())
	}
	return nil
}

func reversed(name, suffix string) []string {
	labels := strings.Split(strings.TrimSuffix(name, suffix), ".")
	for low, high := 0, len(labels)-1; low < high; low, high = low+1, high-1 {
		labels[low], labels[high] = labels[high], labels[low]
	}
	return labels
}
