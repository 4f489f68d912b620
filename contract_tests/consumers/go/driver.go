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
)

type answer interface{ StatusCode() int }

// The one place that names operations.
var calls = map[string]func(*ClientWithResponses) (answer, error){
	"getRunningTasks": func(client *ClientWithResponses) (answer, error) {
		return client.GetRunningTasksWithResponse(context.Background())
	},
}

type vector struct {
	Name      string
	Operation string
	Request   struct{ Headers map[string]string }
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
		if call, known := calls[one.Operation]; known {
			if err := out.Encode(asked(one, call)); err != nil {
				log.Fatal(err)
			}
		}
	}
}

func asked(one vector, call func(*ClientWithResponses) (answer, error)) line {
	authorize := func(_ context.Context, request *http.Request) error {
		if _, wanted := one.Request.Headers["authorization"]; wanted {
			request.Header.Set("Authorization", "Bearer "+os.Getenv("USEAPI_TOKEN"))
		}
		return nil
	}
	made := line{Name: one.Name}
	client, err := NewClientWithResponses(strings.Replace(os.Args[1], "NAME", one.Name, 1), WithRequestEditorFn(authorize))
	if err == nil {
		var got answer
		if got, err = call(client); err == nil {
			status := got.StatusCode()
			made.Status = &status
			made.Value, err = decoded(got)
		}
	}
	if err != nil {
		said := err.Error()
		made.Error = &said
	}
	return made
}

// The body is in the one field of the answer that is for its status and media type.
func decoded(got answer) (any, error) {
	fields := reflect.ValueOf(got).Elem()
	for index := range fields.NumField() {
		if strings.HasPrefix(fields.Type().Field(index).Name, "JSON") && !fields.Field(index).IsNil() {
			return fields.Field(index).Interface(), nil
		}
	}
	return nil, errors.New("no documented body")
}
