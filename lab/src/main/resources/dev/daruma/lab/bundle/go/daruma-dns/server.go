package main

import (
	"math/rand"
	"net"

	"github.com/miekg/dns"
)

// server decides who answers a question, and makes the answer fit the way it came.
type server struct {
	zone      *zone
	forwarder *forwarder
	ready     func() bool
	metrics   *metrics
}

// start listens on UDP and TCP; the function it returns ends both after the questions under way.
func (s *server) start(address string, failed chan<- error) (stop func()) {
	var listeners []*dns.Server
	for _, network := range []string{"udp", "tcp"} {
		listener := &dns.Server{Addr: address, Net: network, Handler: dns.HandlerFunc(s.serve)}
		listeners = append(listeners, listener)
		go func() {
			if err := listener.ListenAndServe(); err != nil {
				failed <- err
			}
		}()
	}
	return func() {
		for _, listener := range listeners {
			// It fails only if it does not run, which is what is wanted.
			_ = listener.Shutdown()
		}
	}
}

func (s *server) serve(writer dns.ResponseWriter, request *dns.Msg) {
	network := "tcp"
	if _, isUDP := writer.RemoteAddr().(*net.UDPAddr); isUDP {
		network = "udp"
	}
	reply := s.answer(request, network)
	if network == "udp" {
		fit(reply, request)
	}
	s.metrics.count(reply.Rcode)
	// A client that went away is not our affair.
	_ = writer.WriteMsg(reply)
}

func (s *server) answer(request *dns.Msg, network string) *dns.Msg {
	if request.Opcode != dns.OpcodeQuery || len(request.Question) != 1 {
		return failure(request, dns.RcodeNotImplemented)
	}
	question := request.Question[0]
	inside := s.zone.contains(question.Name)
	address := addressOf(question.Name)
	if (inside || address != nil) && !s.ready() {
		return failure(request, dns.RcodeServerFailure)
	}
	if inside {
		return s.fromZone(request, network)
	}
	if address != nil {
		if found := s.zone.findAddress(question.Name, address); found.exists {
			return s.reply(request, found)
		}
	}
	return s.forwarded(request, network)
}

func (s *server) fromZone(request *dns.Msg, network string) *dns.Msg {
	reply := s.reply(request, s.zone.find(request.Question[0].Name))
	if len(reply.Answer) == 1 && request.Question[0].Qtype != dns.TypeCNAME {
		if alias, is := reply.Answer[0].(*dns.CNAME); is {
			s.follow(alias, request, reply, network)
		}
	}
	return reply
}

// follow adds what an external name leads to, since clients in pods do not follow it themselves. Only out of the
// cluster: a chain inside could go round in a circle.
func (s *server) follow(alias *dns.CNAME, request, reply *dns.Msg, network string) {
	if s.zone.contains(alias.Target) {
		reply.Answer = append(reply.Answer, ofType(s.zone.find(alias.Target).records, request.Question[0].Qtype)...)
		return
	}
	further := request.Copy()
	further.Question[0].Name = alias.Target
	if answer, err := s.forwarder.ask(further, network); err == nil {
		reply.Answer = append(reply.Answer, answer.Answer...)
	}
}

func (s *server) reply(request *dns.Msg, found findings) *dns.Msg {
	reply := new(dns.Msg)
	reply.SetReply(request)
	reply.Authoritative = true
	reply.RecursionAvailable = true
	reply.Answer = ofType(found.records, request.Question[0].Qtype)
	// Clients take the first address: in another order each time, the members of a headless service share the load.
	rand.Shuffle(len(reply.Answer), func(a, b int) { reply.Answer[a], reply.Answer[b] = reply.Answer[b], reply.Answer[a] })
	switch {
	case !found.exists:
		reply.Rcode = dns.RcodeNameError
		reply.Ns = []dns.RR{s.zone.authority()}
	case len(reply.Answer) == 0:
		reply.Ns = []dns.RR{s.zone.authority()}
	case request.Question[0].Qtype == dns.TypeSRV:
		reply.Extra = found.extra
	}
	if option := request.IsEdns0(); option != nil {
		reply.SetEdns0(dns.MaxMsgSize-1, option.Do())
	}
	return reply
}

func (s *server) forwarded(request *dns.Msg, network string) *dns.Msg {
	answer, err := s.forwarder.ask(request, network)
	if err != nil {
		return failure(request, dns.RcodeServerFailure)
	}
	answer.Id = request.Id
	return answer
}

func failure(request *dns.Msg, code int) *dns.Msg {
	reply := new(dns.Msg)
	reply.SetRcode(request, code)
	reply.RecursionAvailable = true
	return reply
}

// ofType keeps the records that answer a question of this type; an alias answers all of them.
func ofType(records []dns.RR, kind uint16) []dns.RR {
	var kept []dns.RR
	for _, record := range records {
		own := record.Header().Rrtype
		if own == kind || own == dns.TypeCNAME || kind == dns.TypeANY {
			kept = append(kept, record)
		}
	}
	return kept
}

// fit leaves out what does not go into a datagram; the client then asks again over TCP (RFC 2181, section 9).
func fit(reply, request *dns.Msg) {
	size := dns.MinMsgSize
	if option := request.IsEdns0(); option != nil && int(option.UDPSize()) > size {
		size = int(option.UDPSize())
	}
	reply.Compress = true
	if reply.Len() <= size {
		return
	}
	var option []dns.RR
	if own := reply.IsEdns0(); own != nil {
		option = []dns.RR{own}
	}
	reply.Extra = option
	for reply.Len() > size && len(reply.Answer) > 0 {
		reply.Truncated = true
		reply.Answer = reply.Answer[:len(reply.Answer)-1]
	}
	if reply.Len() > size {
		reply.Ns = nil
	}
}
