package org.pillarbox.webadmin.james;

import static spark.Spark.halt;

import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.pillarbox.webadmin.door.DoorSecret;
import spark.Request;
import spark.Response;

/**
 * Lets only the door into webadmin. Tokens are the door's business: here it is enough that the
 * request carries the secret of this start, so that no other process of this machine can come in
 * through the port on loopback.
 */
@Singleton
public final class DoorFilter implements AuthenticationFilter {
  private static final String REFUSED =
      "{\"statusCode\":401,\"type\":\"Unauthorized\",\"message\":\"come in through the door\"}";

  private final DoorSecret secret;

  @Inject
  public DoorFilter(DoorSecret secret) {
    this.secret = secret;
  }

  @Override
  public void handle(Request request, Response response) {
    if (!secret.matches(Optional.ofNullable(request.headers(DoorSecret.HEADER)))) {
      halt(401, REFUSED);
    }
    request.attribute(
        LOGIN, Optional.ofNullable(request.headers(DoorSecret.LOGIN_HEADER)).orElse("unknown"));
  }
}
