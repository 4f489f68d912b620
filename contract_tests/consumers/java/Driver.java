import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;

/** Calls the generated client for each vector and prints what it made of the answer: Driver BASE_URL VECTORS. */
public final class Driver {
  private static final ObjectMapper JSON = strict(ApiClient.createDefaultObjectMapper());

  public static void main(String[] arguments) throws Exception {
    for (JsonNode vector : JSON.readTree(new File(arguments[1])).get("vectors")) {
      System.out.println(JSON.writeValueAsString(asked(arguments[0], vector)));
    }
  }

  private static ObjectNode asked(String template, JsonNode vector) throws Exception {
    String name = vector.get("name").asText();
    ApiClient client = new ApiClient();
    client.setObjectMapper(JSON);
    client.updateBaseUri(template.replace("NAME", name));
    if (vector.at("/request/headers").has("authorization")) {
      client.setRequestInterceptor(
          request -> request.header("Authorization", "Bearer " + System.getenv("USEAPI_TOKEN")));
    }
    ObjectNode line = JSON.createObjectNode().put("name", name);
    line.putNull("status").putNull("value").putNull("error");
    try {
      ApiResponse<?> answer = called(client, vector);
      line.put("status", answer.getStatusCode()).set("value", JSON.valueToTree(answer.getData()));
    } catch (ApiException error) {
      failed(line, vector, error);
    }
    return line;
  }

  /** No text for a number or the other way round, and nothing behind the value: what the bundle's README advises. */
  private static ObjectMapper strict(ObjectMapper mapper) {
    for (CoercionInputShape shape : CoercionInputShape.values()) {
      for (LogicalType type : new LogicalType[] {LogicalType.Textual, LogicalType.Integer, LogicalType.Boolean}) {
        mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
      }
    }
    return mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Each tag has a class, in which each operation has a method that takes the values of the path. */
  private static ApiResponse<?> called(ApiClient client, JsonNode vector) throws Exception {
    String name = vector.get("operation").asText() + "WithHttpInfo";
    JsonNode values = vector.get("declared");
    Class<?> type = Class.forName("org.openapitools.client.api." + vector.get("tag").asText() + "Api");
    Method method =
        Arrays.stream(type.getMethods())
            .filter(one -> one.getName().equals(name) && one.getParameterCount() == values.size())
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException(type + " has no " + name));
    Object[] arguments = new Object[values.size()];
    for (int index = 0; index < arguments.length; index++) {
      arguments[index] = JSON.treeToValue(values.get(index), method.getParameterTypes()[index]);
    }
    try {
      return (ApiResponse<?>) method.invoke(type.getConstructor(ApiClient.class).newInstance(client), arguments);
    } catch (InvocationTargetException error) {
      throw error.getCause() instanceof ApiException cause ? cause : error;
    }
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
