// The Kubernetes provider of Pulumi, from its published Go module. The module's own command embeds files that only its release builds make;
// this one reads them from beside the executable, where `npm run setup:engine -- --kubernetes` puts them.
package main

import (
	"log"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version"
)

func main() {
	provider.Serve("kubernetes", version.Version, read("schema.json"), read("terraform-mapping.json"))
}

func read(name string) []byte {
	executable, err := os.Executable()
	if err != nil {
		log.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(filepath.Dir(executable), name))
	if err != nil {
		log.Fatal(err)
	}
	return content
}
