package main

import (
	"fmt"
	"net/http"
	"sync"

	"github.com/miekg/dns"
)

// serveHTTP answers one path with 200 or 503, for the kubelet's probes.
func serveHTTP(address, path string, good func() bool, failed chan<- error) {
	paths := http.NewServeMux()
	paths.HandleFunc(path, func(writer http.ResponseWriter, _ *http.Request) {
		if !good() {
			http.Error(writer, "not yet", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(writer, "OK")
	})
	go func() { failed <- http.ListenAndServe(address, paths) }()
}

// metrics counts answers by response code, under the name that CoreDNS gives them.
type metrics struct {
	lock    sync.Mutex
	answers map[string]uint64
}

func (m *metrics) count(code int) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.answers == nil {
		m.answers = map[string]uint64{}
	}
	m.answers[dns.RcodeToString[code]]++
}

func (m *metrics) serve(address string, failed chan<- error) {
	paths := http.NewServeMux()
	paths.HandleFunc("/metrics", func(writer http.ResponseWriter, _ *http.Request) {
		m.lock.Lock()
		defer m.lock.Unlock()
		fmt.Fprintln(writer, "# TYPE coredns_dns_responses_total counter")
		for code, count := range m.answers {
			fmt.Fprintf(writer, "coredns_dns_responses_total{rcode=%q} %d\n", code, count)
		}
	})
	go func() { failed <- http.ListenAndServe(address, paths) }()
}
