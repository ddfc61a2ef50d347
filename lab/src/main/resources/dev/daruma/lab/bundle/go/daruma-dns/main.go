// Command daruma-dns is the cluster's DNS server where CoreDNS cannot be had.
//
// It answers for the cluster's domain as the Kubernetes DNS specification 1.1 says
// (https://github.com/kubernetes/dns/blob/master/docs/specification.md) and forwards everything else. It is started by
// the Deployment that kubeadm makes for CoreDNS, unchanged: same arguments, Corefile, ports and permissions.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/component-base/version"
)

func main() {
	log.SetFlags(0)
	corefile := flag.String("conf", "/etc/coredns/Corefile", "Corefile to take the settings from")
	kubeconfig := flag.String("kubeconfig", "", "for a server outside of the cluster")
	listen := flag.String("listen", ":53", "address for DNS")
	printVersion := flag.Bool("version", false, "print the version")
	flag.Parse()
	if *printVersion {
		log.SetOutput(os.Stdout)
		log.Println("daruma-dns", version.Get().GitVersion)
		return
	}
	if err := run(*corefile, *kubeconfig, *listen); err != nil {
		log.Fatalln("daruma-dns:", err)
	}
}

func run(corefile, kubeconfig, listen string) error {
	settings, err := readSettings(corefile)
	if err != nil {
		return err
	}
	forwarder, err := newForwarder(settings.upstreams)
	if err != nil {
		return err
	}
	access, err := accessTo(kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(access)
	if err != nil {
		return err
	}
	stop := make(chan struct{})
	defer close(stop)
	watched := watch(client, stop)

	numbers := &metrics{}
	server := &server{
		zone:      &zone{domain: settings.domain, timeToLive: settings.timeToLive, cluster: watched},
		forwarder: forwarder,
		ready:     watched.complete,
		metrics:   numbers,
	}
	failed := make(chan error, 5)
	stopped := server.start(listen, failed)
	serveHTTP(":8080", "/health", func() bool { return true }, failed)
	serveHTTP(":8181", "/ready", watched.complete, failed)
	numbers.serve(":9153", failed)
	log.Printf("daruma-dns %s: answering for %s, forwarding to %v", version.Get().GitVersion, settings.domain, forwarder.servers)

	ended, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()
	select {
	case err := <-failed:
		return err
	case <-ended.Done():
		// Clients go on asking until every kube-proxy has heard that this pod ends.
		time.Sleep(settings.lameDuck)
		stopped()
		return nil
	}
}

func accessTo(kubeconfig string) (*rest.Config, error) {
	if kubeconfig == "" {
		return rest.InClusterConfig()
	}
	return clientcmd.BuildConfigFromFlags("", kubeconfig)
}
