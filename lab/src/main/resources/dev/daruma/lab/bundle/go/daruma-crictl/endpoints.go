package main

import (
	"fmt"
	"io/ioutil"
	"os"
	"strings"
	"time"

	internalapi "k8s.io/cri-api/pkg/apis"
	"k8s.io/kubernetes/pkg/kubelet/cri/remote"
	"sigs.k8s.io/yaml"
)

// endpoints says where the runtime listens and how long it may take to answer.
type endpoints struct {
	runtime, image string
	timeout        time.Duration
}

// endpointsOf takes what the command line says before what the file says. A file that is not there is no error.
func endpointsOf(configuration, runtime, image string, timeout time.Duration) (endpoints, error) {
	var file struct {
		RuntimeEndpoint string `json:"runtime-endpoint"`
		ImageEndpoint   string `json:"image-endpoint"`
		Timeout         int    `json:"timeout"` // seconds
	}
	text, err := ioutil.ReadFile(configuration)
	if err != nil && !os.IsNotExist(err) {
		return endpoints{}, err
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		return endpoints{}, fmt.Errorf("%s: %v", configuration, err)
	}
	found := endpoints{
		runtime: first(runtime, os.Getenv("CONTAINER_RUNTIME_ENDPOINT"), file.RuntimeEndpoint,
			"unix:///run/containerd/containerd.sock"),
		timeout: timeout,
	}
	found.runtime = withScheme(found.runtime)
	found.image = withScheme(first(image, os.Getenv("IMAGE_SERVICE_ENDPOINT"), file.ImageEndpoint, found.runtime))
	if found.timeout == 0 {
		found.timeout = time.Duration(file.Timeout) * time.Second
	}
	if found.timeout == 0 {
		found.timeout = 10 * time.Second
	}
	return found, nil
}

func first(values ...string) string {
	for _, value := range values {
		if value != "" {
			return value
		}
	}
	return ""
}

// withScheme makes a URL of a plain path: the kubelet's client warns about a plain path on standard error.
func withScheme(endpoint string) string {
	if strings.HasPrefix(endpoint, "/") {
		return "unix://" + endpoint
	}
	return endpoint
}

func (e endpoints) containers() (internalapi.RuntimeService, error) {
	return remote.NewRemoteRuntimeService(e.runtime, e.timeout)
}

func (e endpoints) images() (internalapi.ImageManagerService, error) {
	return remote.NewRemoteImageService(e.image, e.timeout)
}
