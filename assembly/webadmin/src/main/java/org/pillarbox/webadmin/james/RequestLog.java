package org.pillarbox.webadmin.james;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.mdc.LoggingRequestFilter;
import org.apache.james.webadmin.mdc.RequestId;
import org.pillarbox.webadmin.door.DoorSecret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;

/**
 * One line per request that changes something, without its body. James' own filter logs every body,
 * and some of them hold passwords ({@code PUT /users/…}, {@code POST /users/…/verify}).
 */
public final class RequestLog extends LoggingRequestFilter {
  private static final Logger LOGGER = LoggerFactory.getLogger("org.pillarbox.admin");

  @Inject
  public RequestLog() {
    super(ImmutableSet.of());
  }

  @Override
  public void handle(Request request, Response response) {
    request.attribute(REQUEST_ID, RequestId.random());
    if (!request.requestMethod().equals("GET")) {
      LOGGER
          .atInfo()
          .addKeyValue("method", request.requestMethod())
          .addKeyValue("path", request.pathInfo())
          .addKeyValue("by", header(request, DoorSecret.LOGIN_HEADER))
          .addKeyValue("client", header(request, DoorSecret.CLIENT_HEADER))
          .log("admin request");
    }
  }

  private static String header(Request request, String name) {
    return Optional.ofNullable(request.headers(name)).orElse("-");
  }
}
