package main

import (
	"go/ast"
	"strings"
)

// The arguments of a resource whose change replaces it, as paths such as `vpc_config.subnet_ids`: `ForceNew` in a schema of the plugin SDK,
// the plan modifier `RequiresReplace` in one of the plugin framework.
func (s *source) forceNew(constructor *ast.FuncDecl) []string {
	if resource := literalOf(constructor.Body, "schema.Resource"); resource != nil {
		return s.sdk(resource, "")
	}
	for _, name := range s.structs(constructor) {
		if method := s.method(name, "Schema"); method != nil {
			return s.framework(literalOf(method.Body, "schema.Schema"), "")
		}
	}
	panic("no schema: " + constructor.Name.Name)
}

func (s *source) sdk(resource *ast.CompositeLit, path string) (found []string) {
	arguments := s.literal(field(resource, "Schema"))
	if arguments == nil {
		arguments = s.literal(field(resource, "SchemaFunc"))
	}
	for name, argument := range s.entries(arguments, path) {
		if !isTrue(field(argument, "Optional")) && !isTrue(field(argument, "Required")) {
			continue
		}
		if isTrue(field(argument, "ForceNew")) {
			found = append(found, name)
		} else if element := s.literal(field(argument, "Elem")); element != nil && typeName(element) == "schema.Resource" {
			found = append(found, s.sdk(element, name+".")...)
		}
	}
	return found
}

func (s *source) framework(object *ast.CompositeLit, path string) (found []string) {
	for _, part := range []string{"Attributes", "Blocks"} {
		for name, argument := range s.entries(s.literal(field(object, part)), path) {
			if part == "Attributes" && !isTrue(field(argument, "Optional")) && !isTrue(field(argument, "Required")) {
				continue
			}
			if requiresReplace(field(argument, "PlanModifiers")) {
				found = append(found, name)
			} else if nested := s.literal(field(argument, "NestedObject")); nested != nil {
				found = append(found, s.framework(nested, name+".")...)
			} else {
				found = append(found, s.framework(argument, name+".")...)
			}
		}
	}
	return found
}

func requiresReplace(modifiers ast.Expr) (found bool) {
	if modifiers != nil {
		ast.Inspect(modifiers, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			found = found || ok && selector.Sel.Name == "RequiresReplace"
			return !found
		})
	}
	return found
}

// The entries of a map of arguments that are literals. Functions of other packages, such as tags, force no replacement.
func (s *source) entries(arguments *ast.CompositeLit, path string) map[string]*ast.CompositeLit {
	entries := map[string]*ast.CompositeLit{}
	if arguments == nil {
		return entries
	}
	for _, element := range arguments.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if argument := s.literal(pair.Value); argument != nil {
				entries[path+s.text(pair.Key)] = argument
			}
		}
	}
	return entries
}

// The literal that an expression stands for: itself, a pointer to it, a variable, or what a function returns.
func (s *source) literal(e ast.Expr) *ast.CompositeLit {
	switch e := e.(type) {
	case *ast.CompositeLit:
		return e
	case *ast.UnaryExpr:
		return s.literal(e.X)
	case *ast.FuncLit:
		return s.returned(e.Body)
	case *ast.Ident:
		if function := s.functions[e.Name]; function != nil {
			return s.returned(function.Body)
		}
		return s.literal(s.variables[e.Name])
	case *ast.CallExpr:
		if selector, ok := e.Fun.(*ast.SelectorExpr); ok && selector.Sel.Name == "Clone" {
			return s.literal(e.Args[0])
		}
		return s.literal(e.Fun)
	}
	return nil
}

// What the last return statement returns, or the first literal of a function that fills a variable.
func (s *source) returned(body *ast.BlockStmt) *ast.CompositeLit {
	if last, ok := body.List[len(body.List)-1].(*ast.ReturnStmt); ok {
		if literal := s.literal(last.Results[0]); literal != nil {
			return literal
		}
	}
	return literalOf(body, "")
}

// The first literal of a type; of any if the type is empty.
func literalOf(n ast.Node, name string) (found *ast.CompositeLit) {
	ast.Inspect(n, func(n ast.Node) bool {
		if literal, ok := n.(*ast.CompositeLit); ok && found == nil && (name == "" || typeName(literal) == name) {
			found = literal
		}
		return found == nil
	})
	return found
}

func typeName(literal *ast.CompositeLit) string {
	switch t := literal.Type.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.SelectorExpr:
		return t.X.(*ast.Ident).Name + "." + t.Sel.Name
	}
	return ""
}

// Names of the structs that a constructor makes.
func (s *source) structs(constructor *ast.FuncDecl) (names []string) {
	ast.Inspect(constructor.Body, func(n ast.Node) bool {
		if literal, ok := n.(*ast.CompositeLit); ok && !strings.Contains(typeName(literal), ".") {
			names = append(names, typeName(literal))
		}
		return true
	})
	return names
}

func (s *source) method(structure, name string) *ast.FuncDecl {
	if method := s.functions[structure+"."+name]; method != nil {
		return method
	}
	for _, embedded := range s.embedded[structure] {
		if method := s.method(embedded, name); method != nil {
			return method
		}
	}
	return nil
}

func field(literal *ast.CompositeLit, name string) ast.Expr {
	if literal == nil {
		return nil
	}
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == name {
				return pair.Value
			}
		}
	}
	return nil
}

func isTrue(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "true"
}
