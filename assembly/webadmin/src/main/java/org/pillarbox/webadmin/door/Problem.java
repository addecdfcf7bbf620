package org.pillarbox.webadmin.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * An answer of the door itself that is not the one asked for (RFC 9457).
 *
 * @param status the HTTP status
 * @param detail what to do about it; never taken from the request
 */
record Problem(int status, String detail) {
  static final String CONTENT_TYPE = "application/problem+json";

  String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "about:blank")
        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("status", status)
        .put("detail", detail)
        .toString();
  }
}
