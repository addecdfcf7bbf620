package org.pillarbox.webadmin.rules;

import static org.pillarbox.webadmin.rules.RuleAnswers.notFound;
import static org.pillarbox.webadmin.rules.RuleAnswers.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.webadmin.Routes;
import org.pillarbox.rulebook.attributes.AttributeStore;
import org.pillarbox.rulebook.attributes.UserAttributes;
import org.pillarbox.rulebook.text.DocumentBounds;
import org.pillarbox.rulebook.text.DocumentReader;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.webadmin.routes.UserResources;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code /users/{user}/attributes}: what the texts that rules put under mails may say of the
 * sender. GET tells all, PUT says all anew, DELETE says nothing any more.
 */
public final class AttributeRoutes implements Routes {
  private static final String BASE = "/users/:user/attributes";
  private static final DocumentBounds BOUNDS = new DocumentBounds(64 * 1024, 4, 1_000);

  private final DocumentReader reader = new DocumentReader(BOUNDS);
  private final AttributeStore attributes;
  private final UserResources users;

  @Inject
  public AttributeRoutes(AttributeStore attributes, UserResources users) {
    this.attributes = attributes;
    this.users = users;
  }

  @Override
  public String getBasePath() {
    return "/users";
  }

  @Override
  public void define(Service service) {
    service.get(BASE, route(this::read));
    service.put(BASE, route(this::write));
    service.delete(BASE, route(this::clear));
    UserResources.forgetWithUser(service, user -> attributes.put(user, UserAttributes.none()));
  }

  private Object read(Request request, Response response) throws MessagingException {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    attributes.of(user(request)).values().forEach(tree::put);
    response.type("application/json");
    return tree.toString();
  }

  private Object write(Request request, Response response)
      throws RefusedDocumentException, MessagingException {
    JsonNode tree = reader.read(request.body());
    if (!tree.isObject()) {
      throw new IllegalArgumentException("a mapping from names to texts is expected");
    }
    Map<String, String> values = new LinkedHashMap<>();
    tree.fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isContainerNode() || field.getValue().isNull()) {
                throw new IllegalArgumentException(field.getKey() + ": a text is expected");
              }
              values.put(field.getKey(), field.getValue().asText());
            });
    return put(request, response, new UserAttributes(values));
  }

  private Object clear(Request request, Response response) throws MessagingException {
    return put(request, response, UserAttributes.none());
  }

  private Object put(Request request, Response response, UserAttributes wanted)
      throws MessagingException {
    attributes.put(user(request), wanted);
    response.status(204);
    return "";
  }

  private Username user(Request request) throws MessagingException {
    try {
      return users.named(request).orElseThrow(() -> notFound("no such user"));
    } catch (UsersRepositoryException e) {
      throw new MessagingException("users can't be read", e);
    }
  }
}
