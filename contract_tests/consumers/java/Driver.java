import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.api.SchedulerApi;

/** Calls the generated client for each vector and prints what it made of the answer: Driver BASE_URL VECTORS. */
public final class Driver {
  private interface Call {
    ApiResponse<?> of(ApiClient client) throws ApiException;
  }

  // The one place that names operations.
  private static final Map<String, Call> CALLS =
      Map.of("getRunningTasks", client -> new SchedulerApi(client).getRunningTasksWithHttpInfo());

  private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper();

  public static void main(String[] arguments) throws Exception {
    for (JsonNode vector : JSON.readTree(new File(arguments[1])).get("vectors")) {
      Call call = CALLS.get(vector.get("operation").asText());
      if (call != null) {
        System.out.println(JSON.writeValueAsString(asked(arguments[0], vector, call)));
      }
    }
  }

  private static ObjectNode asked(String template, JsonNode vector, Call call) {
    String name = vector.get("name").asText();
    ApiClient client = new ApiClient();
    client.updateBaseUri(template.replace("NAME", name));
    if (vector.at("/request/headers").has("authorization")) {
      client.setRequestInterceptor(
          request -> request.header("Authorization", "Bearer " + System.getenv("USEAPI_TOKEN")));
    }
    ObjectNode line = JSON.createObjectNode().put("name", name);
    line.putNull("status").putNull("value").putNull("error");
    try {
      ApiResponse<?> answer = call.of(client);
      line.put("status", answer.getStatusCode()).set("value", JSON.valueToTree(answer.getData()));
    } catch (ApiException error) {
      failed(line, vector, error);
    }
    return line;
  }

  private static void failed(ObjectNode line, JsonNode vector, ApiException error) {
    String model = vector.path("model").asText("");
    if (error.getCode() > 0) {
      line.put("status", error.getCode());
    }
    try {
      Class<?> type = Class.forName("org.openapitools.client.model." + model);
      line.set("value", JSON.valueToTree(JSON.readValue(error.getResponseBody(), type)));
    } catch (Exception none) {
      line.put("error", String.valueOf(error.getMessage()));
    }
  }
}
