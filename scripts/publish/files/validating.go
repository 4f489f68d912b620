// Package validating refuses answers that the contract beside it, openapi.json, does not allow.
package validating

import (
	"bytes"
	_ "embed"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

//go:embed openapi.json
var document []byte

type transport struct {
	base   http.RoundTripper
	router routers.Router
}

var shared = sync.OnceValues(contract)

// The document without its servers, which are the client's own, with a decoder for each of its JSON types.
func contract() (*openapi3.T, error) {
	read, err := openapi3.NewLoader().LoadFromData(document)
	if err != nil {
		return nil, err
	}
	for _, item := range read.Paths.Map() {
		item.Servers = nil
		for _, operation := range item.Operations() {
			operation.Servers = nil
			for _, response := range operation.Responses.Map() {
				for kind := range response.Value.Content {
					if strings.HasSuffix(kind, "+json") && openapi3filter.RegisteredBodyDecoder(kind) == nil {
						openapi3filter.RegisterBodyDecoder(kind, openapi3filter.JSONBodyDecoder)
					}
				}
			}
		}
	}
	return read, nil
}

// Transport asks as base does, and server is the base URL of the client. An answer that breaks the contract is an
// error, which says where and why. A status or a request that the contract does not have passes, and so does a body
// that is neither JSON nor of another type that openapi3filter reads.
func Transport(base http.RoundTripper, server string) (http.RoundTripper, error) {
	read, err := shared()
	if err != nil {
		return nil, err
	}
	served := *read
	served.Servers = openapi3.Servers{{URL: strings.TrimSuffix(server, "/")}}
	router, err := gorillamux.NewRouter(&served)
	if err != nil {
		return nil, err
	}
	return &transport{base, router}, nil
}

func (held *transport) RoundTrip(request *http.Request) (*http.Response, error) {
	answer, err := held.base.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	route, inPath, err := held.router.FindRoute(request)
	if err != nil {
		return answer, nil
	}
	body, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	header, unread := answer.Header.Clone(), false
	if kind, parameters, err := mime.ParseMediaType(header.Get("Content-Type")); err == nil {
		header.Set("Content-Type", mime.FormatMediaType(kind, parameters))
		unread = openapi3filter.RegisteredBodyDecoder(kind) == nil && documented(route, answer.StatusCode, kind)
	}
	given := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: request, PathParams: inPath, Route: route},
		Status:                 answer.StatusCode,
		Header:                 header,
		Options:                &openapi3filter.Options{ExcludeResponseBody: unread},
	}
	if err := openapi3filter.ValidateResponse(request.Context(), given.SetBodyBytes(body)); err != nil {
		return nil, err
	}
	return answer, nil
}

func documented(route *routers.Route, status int, kind string) bool {
	response := route.Operation.Responses.Status(status)
	if response == nil {
		response = route.Operation.Responses.Default()
	}
	return response != nil && response.Value.Content.Get(kind) != nil
}
