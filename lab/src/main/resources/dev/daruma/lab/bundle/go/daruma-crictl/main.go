// Command daruma-crictl is installed as crictl where the original cannot be had.
//
// It speaks the container runtime interface through the kubelet's own client and knows what kubeadm 1.20 calls
// (cmd/kubeadm/app/util/runtime) and what a person needs to look around. kubeadm reads standard output and
// standard error as one list of names, so nothing may be said on either beyond the answer.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/ioutil"
	"os"
	"sort"
	"strings"

	"github.com/spf13/pflag"
	"k8s.io/klog/v2"
)

const usage = `usage: crictl [OPTION...] COMMAND [ARGUMENT...]

commands:
%s
options:
%s`

var errUsage = errors.New("wrong usage")

func main() {
	silenceClient()
	err := run(os.Args[1:])
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, "crictl:", err)
	if errors.Is(err, errUsage) {
		os.Exit(2)
	}
	os.Exit(1)
}

// silenceClient stops the kubelet's client from logging what is returned as an error anyway.
func silenceClient() {
	flags := flag.NewFlagSet("klog", flag.PanicOnError)
	klog.InitFlags(flags)
	flags.Set("logtostderr", "false")
	flags.Set("stderrthreshold", "FATAL")
	klog.SetOutput(ioutil.Discard)
}

func run(arguments []string) error {
	flags := pflag.NewFlagSet("crictl", pflag.ContinueOnError)
	flags.Usage = func() {}
	configuration := flags.StringP("config", "c", "/etc/crictl.yaml", "file with the endpoints")
	runtime := flags.StringP("runtime-endpoint", "r", "", "socket of the container runtime")
	image := flags.StringP("image-endpoint", "i", "", "socket of the image service; the runtime's, if not given")
	timeout := flags.DurationP("timeout", "t", 0, "how long an answer may take")
	quiet := flags.BoolP("quiet", "q", false, "names only")
	all := flags.BoolP("all", "a", false, "stopped ones too")
	version := flags.BoolP("version", "v", false, "print the version")
	if err := flags.Parse(arguments); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			fmt.Printf(usage, commandList(), flags.FlagUsages())
			return nil
		}
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	if *version {
		fmt.Println("crictl version", versionText())
		return nil
	}
	if flags.NArg() == 0 {
		fmt.Printf(usage, commandList(), flags.FlagUsages())
		return fmt.Errorf("%w: no command given", errUsage)
	}
	command, known := commands[flags.Arg(0)]
	if !known {
		return fmt.Errorf("%w: there is no command %q; there are: %s", errUsage, flags.Arg(0), strings.Join(names(), " "))
	}
	rest := flags.Args()[1:]
	if len(rest) < command.least {
		return fmt.Errorf("%w: crictl %s %s", errUsage, flags.Arg(0), command.arguments)
	}
	endpoints, err := endpointsOf(*configuration, *runtime, *image, *timeout)
	if err != nil {
		return err
	}
	return command.run(call{endpoints: endpoints, arguments: rest, quiet: *quiet, all: *all})
}

func names() []string {
	var all []string
	for name := range commands {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}

func commandList() string {
	var text strings.Builder
	for _, name := range names() {
		fmt.Fprintf(&text, "  %-32s %s\n", name+" "+commands[name].arguments, commands[name].does)
	}
	return text.String()
}
