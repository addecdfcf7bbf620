package org.pillarbox.webadmin.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.pillarbox.protection.login.WrongPasswords;
import org.pillarbox.protection.login.WrongPasswords.Slowed;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code GET /logins/slowed}: accounts and networks whose logins wait after wrong passwords, the
 * longest wait first, 1,000 at most. {@code DELETE /logins/slowed/{who}} forgets what was counted
 * of one; a network's slash is written {@code _}.
 */
public final class LoginRoutes implements Routes {
  private static final String SLOWED = "/logins/slowed";
  private static final int MOST = 1_000;

  private final WrongPasswords wrong;

  @Inject
  public LoginRoutes(WrongPasswords wrong) {
    this.wrong = wrong;
  }

  @Override
  public String getBasePath() {
    return "/logins";
  }

  @Override
  public void define(Service service) {
    service.get(SLOWED, this::slowed);
    service.delete(SLOWED + "/:who", this::forget);
  }

  private Object slowed(Request request, Response response) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    wrong.slowed().stream().limit(MOST).forEach(one -> add(list, one));
    response.type("application/json");
    return list.toString();
  }

  private static void add(ArrayNode list, Slowed one) {
    list.addObject()
        .put("who", one.subject())
        .put("wrongPasswords", one.failures())
        .put("waitsSeconds", (one.waits().toMillis() + 999) / 1000);
  }

  private Object forget(Request request, Response response) {
    String given = request.params("who");
    String who = given.contains("@") ? given : given.replace('_', '/');
    if (!wrong.forget(who)) {
      throw ErrorResponder.builder()
          .statusCode(404)
          .type(ErrorType.NOT_FOUND)
          .message(who + " is not slowed")
          .haltError();
    }
    response.status(204);
    return "";
  }
}
