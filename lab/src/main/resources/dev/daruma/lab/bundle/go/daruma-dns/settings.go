package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/miekg/dns"
)

// settings is what is heeded of a Corefile. The rest, such as cache and loop, is accepted and not needed.
type settings struct {
	domain     string // fully qualified, lower case
	timeToLive uint32
	upstreams  []string // addresses, or files in the format of resolv.conf
	lameDuck   time.Duration
}

func readSettings(path string) (settings, error) {
	file, err := os.Open(path)
	if err != nil {
		return settings{}, err
	}
	defer file.Close()
	found, err := parseSettings(file)
	if err != nil {
		return settings{}, fmt.Errorf("%s: %v", path, err)
	}
	return found, nil
}

func parseSettings(text io.Reader) (settings, error) {
	found := settings{timeToLive: 5, upstreams: []string{"/etc/resolv.conf"}}
	lines := bufio.NewScanner(text)
	for number := 1; lines.Scan(); number++ {
		words := strings.Fields(strings.SplitN(lines.Text(), "#", 2)[0])
		if err := found.take(words); err != nil {
			return settings{}, fmt.Errorf("line %d: %v", number, err)
		}
	}
	if err := lines.Err(); err != nil {
		return settings{}, err
	}
	if found.domain == "" {
		return settings{}, fmt.Errorf(`there is no line "kubernetes DOMAIN", so the cluster's domain is unknown`)
	}
	return found, nil
}

func (s *settings) take(words []string) error {
	if len(words) < 2 {
		return nil
	}
	switch words[0] {
	case "kubernetes":
		if s.domain == "" && words[1] != "{" {
			s.domain = strings.ToLower(dns.Fqdn(words[1]))
		}
	case "ttl":
		seconds, err := strconv.ParseUint(words[1], 10, 16)
		if err != nil {
			return fmt.Errorf("ttl %q is no number of seconds", words[1])
		}
		s.timeToLive = uint32(seconds)
	case "lameduck":
		duration, err := time.ParseDuration(words[1])
		if err != nil {
			return fmt.Errorf("lameduck %q is no duration", words[1])
		}
		s.lameDuck = duration
	case "forward":
		// Only the forward of everything: stub domains of other server blocks are not supported.
		if words[1] == "." {
			s.upstreams = withoutBrace(words[2:])
		}
	}
	return nil
}

func withoutBrace(words []string) []string {
	var kept []string
	for _, word := range words {
		if word != "{" {
			kept = append(kept, word)
		}
	}
	return kept
}
