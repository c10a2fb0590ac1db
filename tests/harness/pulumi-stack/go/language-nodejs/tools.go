//go:build tools

// Keeps the language host's packages among the requirements of this module: `npm run setup:engine` builds it from here.
package tools

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
