//! Calls the generated client for each vector and prints what it made of the answer: driver BASE_URL VECTORS.
#![deny(warnings)]

use apis::{configuration::Configuration, Error};
use calls::{called, error_value};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};

#[allow(dead_code, unused_imports)]
#[path = "client/src/apis/mod.rs"]
mod apis;
#[allow(dead_code, unused_imports)]
#[path = "client/src/models/mod.rs"]
mod models;
mod calls;

fn again<T: Serialize + DeserializeOwned>(content: &str) -> Option<Value> {
    serde_json::to_value(serde_json::from_str::<T>(content).ok()?).ok()
}

fn told<T: Serialize, E>(answer: Result<T, Error<E>>, model: &str) -> Value {
    match answer {
        // The client does not tell the status of a success.
        Ok(value) => json!({"status": null, "value": value, "error": null}),
        Err(Error::ResponseError(response)) => {
            let value = error_value(model, &response.content);
            let error = value.is_none().then_some("no documented body");
            json!({"status": response.status.as_u16(), "value": value, "error": error})
        }
        Err(error) => json!({"status": null, "value": null, "error": error.to_string()}),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&arguments[2]).expect("the file of vectors");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let client = reqwest::Client::new();
    for vector in file["vectors"].as_array().expect("a list") {
        let name = vector["name"].as_str().expect("a name");
        let wanted = !vector["request"]["headers"]["authorization"].is_null();
        let configuration = Configuration {
            base_path: arguments[1].replace("NAME", name),
            client: client.clone(),
            bearer_access_token: wanted.then(|| std::env::var("USEAPI_TOKEN").expect("a token")),
            ..Configuration::new()
        };
        let operation = vector["operation"].as_str().expect("an operation");
        let model = vector["model"].as_str().unwrap_or("");
        if let Some(mut line) = called(operation, model, &vector["values"], &configuration).await {
            line["name"] = json!(name);
            println!("{line}");
        }
    }
}
