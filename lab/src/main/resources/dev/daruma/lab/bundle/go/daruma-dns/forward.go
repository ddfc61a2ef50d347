package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/miekg/dns"
)

// forwarder asks the site's resolvers about everything outside of the cluster.
type forwarder struct {
	servers []string // with ports, in the order in which they are asked
	waiting chan struct{}
}

const (
	patience      = 2 * time.Second // for one server; a client asks again after five
	mostQuestions = 1000            // at a time, as kubeadm's Corefile has it (max_concurrent)
)

var errBusy = errors.New("too many questions at once")

// newForwarder takes addresses and files in the format of resolv.conf. None at all is allowed: a site without a way
// out has no resolvers, and its own names must work nevertheless.
func newForwarder(upstreams []string) (*forwarder, error) {
	found := &forwarder{waiting: make(chan struct{}, mostQuestions)}
	for _, upstream := range upstreams {
		if host, port, err := net.SplitHostPort(upstream); err == nil && net.ParseIP(host) != nil {
			found.servers = append(found.servers, net.JoinHostPort(host, port))
			continue
		}
		if net.ParseIP(upstream) != nil {
			found.servers = append(found.servers, net.JoinHostPort(upstream, "53"))
			continue
		}
		configuration, err := dns.ClientConfigFromFile(upstream)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("forward to %q: neither an address nor a readable file: %v", upstream, err)
		}
		for _, server := range configuration.Servers {
			found.servers = append(found.servers, net.JoinHostPort(server, configuration.Port))
		}
	}
	return found, nil
}

// ask puts the question to one server after the other until one answers, over TCP if that is how it came or if the
// answer does not fit.
func (f *forwarder) ask(question *dns.Msg, network string) (*dns.Msg, error) {
	select {
	case f.waiting <- struct{}{}:
		defer func() { <-f.waiting }()
	default:
		return nil, errBusy
	}
	err := errors.New("no resolvers known")
	for _, server := range f.servers {
		var answer *dns.Msg
		answer, err = exchange(question, network, server)
		if err == nil && answer.Truncated && network == "udp" {
			answer, err = exchange(question, "tcp", server)
		}
		if err == nil {
			return answer, nil
		}
	}
	return nil, err
}

func exchange(question *dns.Msg, network, server string) (*dns.Msg, error) {
	limit, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	client := dns.Client{Net: network, UDPSize: dns.MaxMsgSize}
	answer, _, err := client.ExchangeContext(limit, question, server)
	return answer, err
}
