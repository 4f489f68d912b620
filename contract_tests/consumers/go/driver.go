// Calls the generated client for each vector and prints what it made of the answer: driver BASE_URL VECTORS.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"reflect"
	"strings"

	"consumers/validating"
)

type answer interface{ StatusCode() int }

type vector struct {
	Name      string
	Operation string
	Request   struct{ Headers map[string]string }
	InPath    []json.RawMessage
	IsText    bool
}

type line struct {
	Name   string  `json:"name"`
	Status *int    `json:"status"`
	Value  any     `json:"value"`
	Error  *string `json:"error"`
}

func main() {
	var file struct{ Vectors []vector }
	text, err := os.ReadFile(os.Args[2])
	if err == nil {
		err = json.Unmarshal(text, &file)
	}
	if err != nil {
		log.Fatal(err)
	}
	out := json.NewEncoder(os.Stdout)
	for _, one := range file.Vectors {
		if err := out.Encode(asked(one)); err != nil {
			log.Fatal(err)
		}
	}
}

func asked(one vector) line {
	authorize := func(_ context.Context, request *http.Request) error {
		if _, wanted := one.Request.Headers["authorization"]; wanted {
			request.Header.Set("Authorization", "Bearer "+os.Getenv("USEAPI_TOKEN"))
		}
		return nil
	}
	made := line{Name: one.Name}
	server := strings.Replace(os.Args[1], "NAME", one.Name, 1)
	transport, err := validating.Transport(http.DefaultTransport, server)
	if err != nil {
		log.Fatal(err)
	}
	client, err := NewClientWithResponses(
		server, WithRequestEditorFn(authorize), WithHTTPClient(&http.Client{Transport: transport}))
	if err == nil {
		var got answer
		if got, err = called(client, one); err == nil {
			status := got.StatusCode()
			made.Status = &status
			made.Value, err = decoded(got, one.IsText)
		}
	}
	if err != nil {
		said := err.Error()
		made.Error = &said
	}
	return made
}

// The client has a method for each operation, whose arguments are the context, the values of the path, and what may be
// left out.
func called(client *ClientWithResponses, one vector) (answer, error) {
	name := strings.ToUpper(one.Operation[:1]) + one.Operation[1:] + "WithResponse"
	method := reflect.ValueOf(client).MethodByName(name)
	if !method.IsValid() {
		return nil, errors.New("the client has no " + name)
	}
	arguments := []reflect.Value{reflect.ValueOf(context.Background())}
	for index := 1; index < method.Type().NumIn()-1; index++ {
		argument := reflect.New(method.Type().In(index))
		if index <= len(one.InPath) {
			if err := json.Unmarshal(one.InPath[index-1], argument.Interface()); err != nil {
				return nil, err
			}
		}
		arguments = append(arguments, argument.Elem())
	}
	results := method.Call(arguments)
	err, _ := results[1].Interface().(error)
	if err != nil {
		return nil, err
	}
	return results[0].Interface().(answer), nil
}

// The body is in the one field of the answer that is for its status and media type; a text has none of its own.
func decoded(got answer, isText bool) (any, error) {
	fields := reflect.ValueOf(got).Elem()
	if isText {
		return string(fields.FieldByName("Body").Bytes()), nil
	}
	for index := range fields.NumField() {
		if strings.HasPrefix(fields.Type().Field(index).Name, "JSON") && !fields.Field(index).IsNil() {
			return fields.Field(index).Interface(), nil
		}
	}
	if len(fields.FieldByName("Body").Bytes()) == 0 {
		return nil, nil
	}
	return nil, errors.New("no documented body")
}
