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

val json = Serializer.moshi.adapter(Any::class.java).serializeNulls()
val models = Serializer.moshi.adapter(Any::class.java)

/** What a model of the client makes of the body of an error. */
fun decoded(body: Any?, model: Any?): Any? =
    Serializer.moshi.adapter(Class.forName("org.openapitools.client.models.$model")).fromJson(body as String)

fun asked(template: String, vector: Map<*, *>, call: (String) -> ApiResponse<*>): String {
    val name = vector["name"] as String
    val headers = (vector["request"] as Map<*, *>)["headers"] as Map<*, *>
    ApiClient.accessToken = if ("authorization" in headers) System.getenv("USEAPI_TOKEN") else null
    var status: Int? = null
    var value: Any? = null
    var error: String? = null
    try {
        val answer = call(template.replace("NAME", name))
        status = answer.statusCode
        value = when (answer) {
            is Success<*> -> answer.data
            is ClientError<*> -> decoded(answer.body, vector["model"])
            is ServerError<*> -> decoded(answer.body, vector["model"])
            else -> throw IllegalStateException("no documented body")
        }
    } catch (failure: Exception) {
        error = failure.toString()
    }
    // A model says nothing of what it does not have, so it must not be written with nulls.
    return """{"name":${json.toJson(name)},"status":$status,"value":${models.toJson(value)},"error":${json.toJson(error)}}"""
}

/** Calls the generated client for each vector and prints what it made of the answer: Driver BASE_URL VECTORS. */
fun main(arguments: Array<String>) {
    val file = json.fromJson(File(arguments[1]).readText()) as Map<*, *>
    for (vector in file["vectors"] as List<*>) {
        val call = calls[(vector as Map<*, *>)["operation"]]
        if (call != null) println(asked(arguments[0], vector, call))
    }
}
