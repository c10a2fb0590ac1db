// Reads the source of terraform-provider-aws and prints, for each resource, the arguments whose change replaces it.
// Usage: go run . DIRECTORY aws_vpc aws_subnet ...
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// A package of the provider: declarations by name, methods as `type.method`.
type source struct {
	functions map[string]*ast.FuncDecl
	variables map[string]ast.Expr
	embedded  map[string][]string
}

var annotation = regexp.MustCompile(`@(?:SDK|Framework)Resource\("(aws_[a-z0-9_]+)"`)

// Attribute names that all services share, such as names.AttrName.
var shared map[string]ast.Expr

func main() {
	root, wanted, found := os.Args[1], map[string]bool{}, map[string][]string{}
	for _, name := range os.Args[2:] {
		wanted[name] = true
	}
	shared = parse(filepath.Join(root, "names"), func(*ast.FuncDecl) {}).variables
	for _, directory := range glob(root, "internal/service/*") {
		if !declaresAny(directory, wanted) {
			continue
		}
		resources := map[string]*ast.FuncDecl{}
		s := parse(directory, func(function *ast.FuncDecl) {
			for _, match := range annotation.FindAllStringSubmatch(function.Doc.Text(), -1) {
				if wanted[match[1]] {
					resources[match[1]] = function
				}
			}
		})
		for name, function := range resources {
			arguments := s.forceNew(function)
			sort.Strings(arguments)
			found[name] = arguments
		}
	}
	text, _ := json.Marshal(found)
	fmt.Println(string(text))
}

func glob(parts ...string) []string {
	files, err := filepath.Glob(filepath.Join(parts...))
	if err != nil {
		panic(err)
	}
	return files
}

func declaresAny(directory string, wanted map[string]bool) bool {
	for _, file := range glob(directory, "*.go") {
		text, _ := os.ReadFile(file)
		for _, match := range annotation.FindAllStringSubmatch(string(text), -1) {
			if wanted[match[1]] {
				return true
			}
		}
	}
	return false
}

func parse(directory string, visit func(*ast.FuncDecl)) *source {
	s := &source{map[string]*ast.FuncDecl{}, map[string]ast.Expr{}, map[string][]string{}}
	for _, name := range glob(directory, "*.go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			panic(err)
		}
		for _, declaration := range file.Decls {
			switch d := declaration.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					visit(d)
				}
				s.functions[receiver(d)+d.Name.Name] = d
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					s.add(spec)
				}
			}
		}
	}
	return s
}

func receiver(function *ast.FuncDecl) string {
	if function.Recv == nil {
		return ""
	}
	t := function.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if name, ok := t.(*ast.Ident); ok {
		return name.Name + "."
	}
	return "?."
}

func (s *source) add(spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for i, name := range spec.Names {
			if i < len(spec.Values) {
				s.variables[name.Name] = spec.Values[i]
			}
		}
	case *ast.TypeSpec:
		structure, ok := spec.Type.(*ast.StructType)
		if !ok {
			return
		}
		for _, field := range structure.Fields.List {
			if name, ok := field.Type.(*ast.Ident); ok && len(field.Names) == 0 {
				s.embedded[spec.Name.Name] = append(s.embedded[spec.Name.Name], name.Name)
			}
		}
	}
}

// The text of a key of a map: a literal, a constant of the package, or names.AttrX.
func (s *source) text(key ast.Expr) string {
	switch key := key.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(key.Value)
		return text
	case *ast.Ident:
		return s.text(s.variables[key.Name])
	case *ast.SelectorExpr:
		return s.text(shared[key.Sel.Name])
	}
	return "?"
}
