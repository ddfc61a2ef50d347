package main

import (
	"net"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	listers "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
)

// cluster is what the answers are made of.
type cluster interface {
	hasNamespace(name string) bool
	service(namespace, name string) *v1.Service     // nil if there is none
	endpoints(namespace, name string) *v1.Endpoints // nil if there are none
	servicesAt(address net.IP) []*v1.Service        // those with this cluster address
	endpointsAt(address net.IP) []*v1.Endpoints     // those with this address behind them
}

const byAddress = "address"

// watched follows the cluster through the API server's watches. The role that kubeadm gives allows neither pods'
// details nor endpoint slices beyond list and watch of what is used here.
type watched struct {
	namespaces      listers.NamespaceLister
	services        listers.ServiceLister
	endpointsLister listers.EndpointsLister
	serviceIndex    cache.Indexer
	endpointsIndex  cache.Indexer
	synced          []cache.InformerSynced
}

func watch(client kubernetes.Interface, stop <-chan struct{}) *watched {
	factory := informers.NewSharedInformerFactory(client, 0)
	core := factory.Core().V1()
	services, endpoints, namespaces := core.Services(), core.Endpoints(), core.Namespaces()
	// Adding an index fails only on an informer that runs already.
	must(services.Informer().AddIndexers(cache.Indexers{byAddress: serviceAddresses}))
	must(endpoints.Informer().AddIndexers(cache.Indexers{byAddress: endpointAddresses}))
	found := &watched{
		namespaces:      namespaces.Lister(),
		services:        services.Lister(),
		endpointsLister: endpoints.Lister(),
		serviceIndex:    services.Informer().GetIndexer(),
		endpointsIndex:  endpoints.Informer().GetIndexer(),
		synced: []cache.InformerSynced{
			services.Informer().HasSynced, endpoints.Informer().HasSynced, namespaces.Informer().HasSynced,
		},
	}
	factory.Start(stop)
	return found
}

// complete is true once everything was read at least once: an answer before that might deny what exists.
func (w *watched) complete() bool {
	for _, synced := range w.synced {
		if !synced() {
			return false
		}
	}
	return true
}

func (w *watched) hasNamespace(name string) bool {
	_, err := w.namespaces.Get(name)
	return !errors.IsNotFound(err)
}

func (w *watched) service(namespace, name string) *v1.Service {
	service, err := w.services.Services(namespace).Get(name)
	if err != nil {
		return nil
	}
	return service
}

func (w *watched) endpoints(namespace, name string) *v1.Endpoints {
	endpoints, err := w.endpointsLister.Endpoints(namespace).Get(name)
	if err != nil {
		return nil
	}
	return endpoints
}

func (w *watched) servicesAt(address net.IP) []*v1.Service {
	objects, err := w.serviceIndex.ByIndex(byAddress, address.String())
	must(err)
	var services []*v1.Service
	for _, object := range objects {
		services = append(services, object.(*v1.Service))
	}
	return services
}

func (w *watched) endpointsAt(address net.IP) []*v1.Endpoints {
	objects, err := w.endpointsIndex.ByIndex(byAddress, address.String())
	must(err)
	var endpoints []*v1.Endpoints
	for _, object := range objects {
		endpoints = append(endpoints, object.(*v1.Endpoints))
	}
	return endpoints
}

func serviceAddresses(object interface{}) ([]string, error) {
	var keys []string
	for _, address := range clusterAddresses(object.(*v1.Service)) {
		keys = append(keys, address.String())
	}
	return keys, nil
}

func endpointAddresses(object interface{}) ([]string, error) {
	var keys []string
	for _, subset := range object.(*v1.Endpoints).Subsets {
		for _, address := range subset.Addresses {
			keys = append(keys, address.IP)
		}
	}
	return keys, nil
}

// clusterAddresses are a service's own addresses: none for a headless one and for an external name.
func clusterAddresses(service *v1.Service) []net.IP {
	texts := service.Spec.ClusterIPs
	if len(texts) == 0 {
		texts = []string{service.Spec.ClusterIP}
	}
	var addresses []net.IP
	for _, text := range texts {
		if address := net.ParseIP(text); address != nil {
			addresses = append(addresses, address)
		}
	}
	return addresses
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
