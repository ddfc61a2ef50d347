package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"k8s.io/component-base/version"
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1alpha2"
)

// call is one command as it was typed.
type call struct {
	endpoints  endpoints
	arguments  []string
	quiet, all bool
}

type command struct {
	arguments string
	least     int // number of arguments that must be given
	does      string
	run       func(call) error
}

var commands = map[string]command{
	"version":  {"", 0, "the runtime's name and version", printRuntimeVersion},
	"info":     {"", 0, "the runtime's conditions; fails if it does not answer", printInfo},
	"images":   {"", 0, "images on this host", printImages},
	"inspecti": {"IMAGE...", 1, "an image; fails if it is not on this host", inspectImages},
	"pull":     {"IMAGE", 1, "fetch an image from its registry", pullImage},
	"pods":     {"", 0, "pod sandboxes", printPods},
	"ps":       {"", 0, "running containers; all with -a", printContainers},
	"stopp":    {"POD...", 1, "stop pod sandboxes", stopPods},
	"rmp":      {"POD...", 1, "remove pod sandboxes", removePods},
	"exec":     {"CONTAINER COMMAND...", 2, "run a command in a container (write -- before its options)", execute},
}

func versionText() string {
	return version.Get().GitVersion
}

func printRuntimeVersion(c call) error {
	containers, err := c.endpoints.containers()
	if err != nil {
		return err
	}
	answer, err := containers.Version("0.1.0")
	if err != nil {
		return err
	}
	fmt.Printf("RuntimeName:  %s\nRuntimeVersion:  %s\n", answer.RuntimeName, answer.RuntimeVersion)
	return nil
}

func printInfo(c call) error {
	containers, err := c.endpoints.containers()
	if err != nil {
		return err
	}
	status, err := containers.Status()
	if err != nil {
		return err
	}
	return printJSON(map[string]interface{}{"status": status})
}

func printImages(c call) error {
	service, err := c.endpoints.images()
	if err != nil {
		return err
	}
	images, err := service.ListImages(nil)
	if err != nil {
		return err
	}
	table := c.table("IMAGE", "IMAGE ID", "SIZE")
	for _, image := range images {
		if c.quiet {
			fmt.Println(image.Id)
			continue
		}
		for _, name := range append(image.RepoTags, onlyIfNone(image.RepoTags, image.RepoDigests)...) {
			fmt.Fprintf(table, "%s\t%s\t%.1fMB\n", name, short(image.Id), float64(image.Size_)/1e6)
		}
	}
	return table.Flush()
}

func inspectImages(c call) error {
	service, err := c.endpoints.images()
	if err != nil {
		return err
	}
	for _, name := range c.arguments {
		status, err := service.ImageStatus(&runtimeapi.ImageSpec{Image: name})
		if err != nil {
			return err
		}
		if status == nil {
			return fmt.Errorf("no such image %q present", name)
		}
		if err := printJSON(map[string]interface{}{"status": status}); err != nil {
			return err
		}
	}
	return nil
}

func pullImage(c call) error {
	service, err := c.endpoints.images()
	if err != nil {
		return err
	}
	id, err := service.PullImage(&runtimeapi.ImageSpec{Image: c.arguments[0]}, nil, nil)
	if err != nil {
		return err
	}
	fmt.Println("Image is up to date for", id)
	return nil
}

func printPods(c call) error {
	containers, err := c.endpoints.containers()
	if err != nil {
		return err
	}
	pods, err := containers.ListPodSandbox(nil)
	if err != nil {
		return err
	}
	table := c.table("POD ID", "CREATED", "STATE", "NAME", "NAMESPACE")
	for _, pod := range pods {
		if c.quiet {
			fmt.Println(pod.Id)
			continue
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", short(pod.Id), when(pod.CreatedAt),
			strings.TrimPrefix(pod.State.String(), "SANDBOX_"), pod.Metadata.Name, pod.Metadata.Namespace)
	}
	return table.Flush()
}

func printContainers(c call) error {
	service, err := c.endpoints.containers()
	if err != nil {
		return err
	}
	filter := &runtimeapi.ContainerFilter{}
	if !c.all {
		filter.State = &runtimeapi.ContainerStateValue{State: runtimeapi.ContainerState_CONTAINER_RUNNING}
	}
	containers, err := service.ListContainers(filter)
	if err != nil {
		return err
	}
	table := c.table("CONTAINER", "IMAGE", "CREATED", "STATE", "NAME", "ATTEMPT", "POD ID")
	for _, container := range containers {
		if c.quiet {
			fmt.Println(container.Id)
			continue
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", short(container.Id), short(container.Image.GetImage()),
			when(container.CreatedAt), strings.TrimPrefix(container.State.String(), "CONTAINER_"),
			container.Metadata.Name, container.Metadata.Attempt, short(container.PodSandboxId))
	}
	return table.Flush()
}

func stopPods(c call) error {
	containers, err := c.endpoints.containers()
	if err != nil {
		return err
	}
	for _, pod := range c.arguments {
		if err := containers.StopPodSandbox(pod); err != nil {
			return err
		}
		fmt.Println("Stopped sandbox", pod)
	}
	return nil
}

func removePods(c call) error {
	containers, err := c.endpoints.containers()
	if err != nil {
		return err
	}
	for _, pod := range c.arguments {
		if err := containers.RemovePodSandbox(pod); err != nil {
			return err
		}
		fmt.Println("Removed sandbox", pod)
	}
	return nil
}

func execute(c call) error {
	containers, err := c.endpoints.containers()
	if err != nil {
		return err
	}
	out, errors, err := containers.ExecSync(c.arguments[0], c.arguments[1:], c.endpoints.timeout)
	os.Stdout.Write(out)
	os.Stderr.Write(errors)
	return err
}

func (c call) table(columns ...string) *tabwriter.Writer {
	table := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	if !c.quiet {
		fmt.Fprintln(table, strings.Join(columns, "\t"))
	}
	return table
}

func printJSON(value interface{}) error {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

func onlyIfNone(names, others []string) []string {
	if len(names) > 0 {
		return nil
	}
	return others
}

// short cuts an identifier to what a person compares; image names stay whole.
func short(id string) string {
	id = strings.TrimPrefix(id, "sha256:")
	if len(id) == 64 {
		return id[:13]
	}
	return id
}

func when(nanoseconds int64) string {
	return time.Since(time.Unix(0, nanoseconds)).Round(time.Second).String() + " ago"
}
