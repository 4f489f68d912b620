import com.fasterxml.jackson.databind.JsonNode
import java.io.File
import org.openapitools.client.apis.SchedulerApi
import org.openapitools.client.infrastructure.ApiClient
import org.openapitools.client.infrastructure.ApiResponse
import org.openapitools.client.infrastructure.ClientError
import org.openapitools.client.infrastructure.ServerError
import org.openapitools.client.infrastructure.Serializer
import org.openapitools.client.infrastructure.Success

// The one place that names operations.
val calls = mapOf<String, (String) -> ApiResponse<*>>(
    "getRunningTasks" to { url -> SchedulerApi(url).getRunningTasksWithHttpInfo() },
)

val json = Serializer.jacksonObjectMapper

/** What a model of the client makes of the body of an error. */
fun decoded(body: Any?, model: String): Any? =
    json.readValue(body as String, Class.forName("org.openapitools.client.models.$model"))

fun asked(template: String, vector: JsonNode, call: (String) -> ApiResponse<*>): String {
    val name = vector["name"].asText()
    val model = vector["model"].asText()
    val wanted = vector.at("/request/headers").has("authorization")
    ApiClient.accessToken = if (wanted) System.getenv("USEAPI_TOKEN") else null
    var status: Int? = null
    var value: Any? = null
    var error: String? = null
    try {
        val answer = call(template.replace("NAME", name))
        status = answer.statusCode
        value = when (answer) {
            is Success<*> -> answer.data
            is ClientError<*> -> decoded(answer.body, model)
            is ServerError<*> -> decoded(answer.body, model)
            else -> throw IllegalStateException("no documented body")
        }
    } catch (failure: Exception) {
        error = failure.toString()
    }
    val line = json.createObjectNode().put("name", name).put("status", status).put("error", error)
    return json.writeValueAsString(line.set<JsonNode>("value", json.valueToTree(value)))
}

/** Calls the generated client for each vector and prints what it made of the answer: Driver BASE_URL VECTORS. */
fun main(arguments: Array<String>) {
    for (vector in json.readTree(File(arguments[1]))["vectors"]) {
        val call = calls[vector["operation"].asText()]
        if (call != null) println(asked(arguments[0], vector, call))
    }
}
