import com.fasterxml.jackson.databind.DeserializationFeature
import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.cfg.CoercionAction
import com.fasterxml.jackson.databind.cfg.CoercionInputShape
import com.fasterxml.jackson.databind.type.LogicalType
import java.io.File
import java.lang.reflect.InvocationTargetException
import org.openapitools.client.infrastructure.ApiClient
import org.openapitools.client.infrastructure.ApiResponse
import org.openapitools.client.infrastructure.ClientError
import org.openapitools.client.infrastructure.ServerError
import org.openapitools.client.infrastructure.Serializer
import org.openapitools.client.infrastructure.Success

val json = Serializer.jacksonObjectMapper

/** Each tag has a class, in which each operation has a method that takes the values of the path. */
fun called(url: String, vector: JsonNode): ApiResponse<*> {
    val name = vector["operation"].asText() + "WithHttpInfo"
    val values = vector["declared"].toList()
    val type = Class.forName("org.openapitools.client.apis.${vector["tag"].asText()}Api")
    val method = type.methods.first { it.name == name && it.parameterCount == values.size }
    val arguments = values.zip(method.parameterTypes) { value, wanted -> json.treeToValue(value, wanted) }
    val api = type.getConstructor(String::class.java, okhttp3.Call.Factory::class.java)
        .newInstance(url, ApiClient.defaultClient)
    try {
        return method.invoke(api, *arguments.toTypedArray()) as ApiResponse<*>
    } catch (failure: InvocationTargetException) {
        throw failure.targetException
    }
}

/** No text for a number or the other way round, and nothing behind the value: what the bundle's README advises. */
fun strict() {
    for (shape in CoercionInputShape.values()) {
        for (type in listOf(LogicalType.Textual, LogicalType.Integer, LogicalType.Boolean)) {
            json.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail)
        }
    }
    json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
}

/** What a model of the client makes of the body of an error. */
fun decoded(body: Any?, model: String): Any? =
    json.readValue(body as String, Class.forName("org.openapitools.client.models.$model"))

fun asked(template: String, vector: JsonNode): String {
    val name = vector["name"].asText()
    val model = vector["model"].asText()
    val wanted = vector.at("/request/headers").has("authorization")
    ApiClient.accessToken = if (wanted) System.getenv("USEAPI_TOKEN") else null
    var status: Int? = null
    var value: Any? = null
    var error: String? = null
    try {
        val answer = called(template.replace("NAME", name), vector)
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
    strict()
    for (vector in json.readTree(File(arguments[1]))["vectors"]) {
        println(asked(arguments[0], vector))
    }
}
