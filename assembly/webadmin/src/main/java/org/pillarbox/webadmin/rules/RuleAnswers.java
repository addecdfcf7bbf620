package org.pillarbox.webadmin.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.Problem;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.rulebook.versions.RuleStoreException;
import org.pillarbox.rulebook.versions.VersionConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;
import spark.Route;

/**
 * Answers of the rule resources: JSON or YAML as the client asks, and every refusal as problem
 * details (RFC 9457) that say where, what stood there and what was expected.
 */
final class RuleAnswers {
  private static final Logger LOGGER = LoggerFactory.getLogger(RuleAnswers.class);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PROBLEM = "application/problem+json";
  private static final String YAML = "application/yaml";

  private RuleAnswers() {}

  /** What a resource does. */
  @FunctionalInterface
  interface Act {
    Object answer(Request request, Response response)
        throws RefusedDocumentException, VersionConflictException, MessagingException;
  }

  /** There is no such thing, or a precondition is not met. */
  static final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    RefusedRequestException(int status, String detail) {
      super(detail);
      this.status = status;
    }
  }

  static RefusedRequestException notFound(String detail) {
    return new RefusedRequestException(404, detail);
  }

  /** Maps every failure once. */
  static Route route(Act act) {
    return (request, response) -> {
      try {
        return act.answer(request, response);
      } catch (RefusedDocumentException e) {
        return refused(response, e.problems());
      } catch (VersionConflictException e) {
        response.header("ETag", "\"" + e.current() + "\"");
        return problem(
            response,
            412,
            "the rule set is at version "
                + e.current()
                + ", not at "
                + e.expected()
                + ": read it again and make the change there");
      } catch (RefusedRequestException e) {
        return problem(response, e.status, e.getMessage());
      } catch (IllegalArgumentException e) {
        return problem(response, 400, String.valueOf(e.getMessage()));
      } catch (RuleStoreException | MessagingException e) {
        LOGGER.error("{} {} failed", request.requestMethod(), request.pathInfo(), e);
        return problem(response, 503, "the store does not answer: try again");
      }
    };
  }

  private static String refused(Response response, List<Problem> problems) {
    ObjectNode body = body(422, problems.get(0).toString());
    ArrayNode all = body.putArray("problems");
    problems.forEach(
        problem -> {
          ObjectNode one = all.addObject();
          one.put("pointer", problem.pointer());
          one.put("value", problem.value());
          one.put("expected", problem.expected());
          if (problem.line() > 0) {
            one.put("line", problem.line());
          }
        });
    return send(response, 422, body);
  }

  private static String problem(Response response, int status, String detail) {
    return send(response, status, body(status, detail));
  }

  private static ObjectNode body(int status, String detail) {
    return NODES
        .objectNode()
        .put("type", "about:blank")
        .put("title", title(status))
        .put("status", status)
        .put("detail", detail);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 412 -> "Precondition Failed";
      case 422 -> "Unprocessable Content";
      case 428 -> "Precondition Required";
      default -> "Service Unavailable";
    };
  }

  private static String send(Response response, int status, ObjectNode body) {
    response.status(status);
    response.type(PROBLEM);
    return body.toString();
  }

  /** A document in the form that the client asks for. */
  static String document(Request request, Response response, BookCodec codec, JsonNode tree) {
    boolean yaml =
        Optional.ofNullable(request.headers("Accept"))
            .filter(accept -> accept.toLowerCase(Locale.ROOT).contains("yaml"))
            .isPresent();
    response.type(yaml ? YAML : "application/json");
    return yaml ? codec.yaml(tree) : codec.pretty(tree);
  }

  /** The version that the client has seen (RFC 9110 section 13.1.1). */
  static long expected(Request request) {
    String seen =
        Optional.ofNullable(request.headers("If-Match"))
            .orElseThrow(
                () ->
                    new RefusedRequestException(
                        428, "If-Match with the ETag of the version that you have seen is needed"));
    String number = seen.strip().replace("W/", "").replace("\"", "");
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "If-Match: " + seen + "; the ETag of GET /rules is expected, such as \"3\"", e);
    }
  }

  static String author(Request request) {
    return Optional.ofNullable(request.<Object>attribute(AuthenticationFilter.LOGIN))
        .map(RuleAnswers::name)
        .orElse("unknown");
  }

  private static String name(Object login) {
    return login instanceof Optional<?> maybe
        ? maybe.map(String::valueOf).orElse("unknown")
        : String.valueOf(login);
  }

  static String comment(Request request) {
    return query(request, "comment").orElse("");
  }

  static Optional<String> query(Request request, String name) {
    return Optional.ofNullable(request.queryParams(name)).filter(value -> !value.isBlank());
  }

  static boolean isAsked(Request request, String name) {
    return query(request, name).filter(value -> !value.equals("false")).isPresent();
  }

  static int number(Request request, String name, int otherwise) {
    return query(request, name).map(text -> number(name, text)).orElse(otherwise);
  }

  static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": " + text + "; a number is expected", e);
    }
  }

  static Optional<Instant> time(Request request, String name) {
    return query(request, name).map(text -> time(name, text));
  }

  static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + ": " + text + "; a time such as 2026-11-23T10:00:00Z is expected", e);
    }
  }

  static Optional<Duration> seconds(Request request, String name) {
    return query(request, name).map(text -> Duration.ofSeconds(number(name, text)));
  }
}
