//go:build tools

// Names the program that `npm run setup:engine` builds, so that go.mod holds what it needs.
package engine

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
