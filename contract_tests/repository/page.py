"""The facts of the vendor's page, as it stood on 2025-04-18: names, types, statuses and example values."""

URL = "https://api.useapi.net/v1/kling/scheduler"
METHOD = "GET"
REQUEST_HEADER = ("Authorization", "Bearer")
CODE_SAMPLES = ("curl", "fetch", "requests")

# Wire name and the type that the page's model gives it; all of them are optional.
MODEL = {
    "id": "number",
    "email": "string",
    "started": "string",
    "elapsed": "string",
    "replyUrl": "string",
    "replyRef": "string",
}

# What a body of each status shows, with the errata of the 200 mended: see the README.
EXAMPLES = {
    "200": [
        {
            "id": 123456789,
            "started": "2025-04-18T12:34:56.789Z",
            "elapsed": "03:45",
            "replyUrl": "https://example.com/webhook",
            "replyRef": "reference-id",
        },
        {
            "id": 987654321,
            "started": "2025-04-18T12:45:07.890Z",
            "elapsed": "02:34",
            "replyUrl": "https://example.com/webhook",
            "replyRef": "reference-id-2",
        },
    ],
    "400": {"error": "Error ..."},
    "401": {"error": "Unauthorized", "code": 401},
}
