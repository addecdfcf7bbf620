package org.pillarbox.webadmin.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.pillarbox.protection.sendas.SendAsGrant;
import org.pillarbox.protection.sendas.SendAsGrants;
import org.pillarbox.protection.sendas.SendAsStoreException;
import spark.HaltException;
import spark.Request;
import spark.Service;

/**
 * {@code /users/{user}/send-as}: which addresses a user may send as beyond their own. GET lists
 * them, PUT and DELETE of {@code /users/{user}/send-as/{address}} add and take back; an address may
 * be {@code @domain}.
 */
public final class SendAsRoutes implements Routes {
  private static final String LIST = "/users/:user/send-as";
  private static final String ONE = LIST + "/:address";

  private final SendAsGrants grants;
  private final UserResources users;

  @Inject
  public SendAsRoutes(SendAsGrants grants, UserResources users) {
    this.grants = grants;
    this.users = users;
  }

  @Override
  public String getBasePath() {
    return "/users";
  }

  @Override
  public void define(Service service) {
    service.get(LIST, (request, response) -> json(granted(user(request))).toString());
    service.get(
        ONE,
        (request, response) -> {
          if (!granted(user(request)).contains(grant(request).text())) {
            throw notFound("no such grant");
          }
          response.status(204);
          return "";
        });
    service.put(
        ONE,
        (request, response) -> {
          grants.add(user(request), grant(request));
          response.status(204);
          return "";
        });
    service.delete(
        ONE,
        (request, response) -> {
          grants.remove(user(request), grant(request));
          response.status(204);
          return "";
        });
    UserResources.forgetWithUser(service, grants::removeAll);
    service.exception(
        SendAsStoreException.class,
        (error, request, response) -> {
          response.status(503);
          response.body(
              ErrorResponder.builder()
                  .statusCode(503)
                  .type(ErrorType.SERVER_ERROR)
                  .message("the store does not answer: try again")
                  .asString());
        });
  }

  private Set<String> granted(Username user) {
    return grants.granted(user).stream().map(SendAsGrant::text).collect(Collectors.toSet());
  }

  private static ArrayNode json(Set<String> addresses) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    addresses.stream().sorted().forEach(list::add);
    return list;
  }

  private Username user(Request request) throws UsersRepositoryException {
    return users.named(request).orElseThrow(() -> notFound("no such user"));
  }

  private static SendAsGrant grant(Request request) {
    return SendAsGrant.parse(request.params("address"));
  }

  private static HaltException notFound(String message) {
    return ErrorResponder.builder()
        .statusCode(404)
        .type(ErrorType.NOT_FOUND)
        .message(message)
        .haltError();
  }
}
