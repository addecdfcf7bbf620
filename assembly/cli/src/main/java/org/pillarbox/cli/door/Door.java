package org.pillarbox.cli.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.pillarbox.cli.CommandFailure;
import org.pillarbox.cli.ExitCode;
import org.pillarbox.webadmin.TokenScope;
import org.pillarbox.webadmin.Tokens;

/** REST calls to the running appliance, each with a token that lives for a minute. */
public final class Door {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration TOKEN = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data;
  private final URI base;
  private final HttpClient client;
  private final Tokens tokens;

  private Door(Path data, URI base, HttpClient client, Tokens tokens) {
    this.data = data;
    this.base = base;
    this.client = client;
    this.tokens = tokens;
  }

  /**
   * A way to the appliance of a data directory.
   *
   * @param data the data directory, whose key signs the tokens
   * @param base such as {@code https://127.0.0.1:10443}
   * @param certificate the admin's certificate file, if one is set
   * @throws CommandFailure if the data directory was never started, or its files can't be read
   */
  public static Door open(Path data, URI base, Optional<Path> certificate) throws CommandFailure {
    Path secrets = data.resolve("secrets");
    if (!Files.isReadable(secrets.resolve("token.key"))) {
      throw new CommandFailure(
          ExitCode.NOT_RUNNING,
          "Pillarbox has never run on "
              + data
              + ", or its secrets can't be read by this user. Start it with: pillarbox up");
    }
    try {
      HttpClient.Builder client =
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
      if (base.getScheme().equals("https")) {
        client.sslContext(PinnedCertificates.context(data, certificate));
      }
      return new Door(data, base, client.build(), Tokens.in(secrets));
    } catch (IOException | GeneralSecurityException | IllegalStateException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "The certificate or key of " + data + " can't be used: " + e, e);
    }
  }

  /** A name as one part of a path. */
  public static String part(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@");
  }

  /**
   * An address as one part of a path below {@code /address}: James decodes those twice, so that a
   * plus sign encoded once would arrive as a space.
   */
  public static String twice(String address) {
    return part(part(address));
  }

  /** Reads; 404 is a {@link CommandFailure} like every other refusal. */
  public JsonNode get(String path) throws CommandFailure {
    return done(ask("GET", path, ""));
  }

  /** Makes or sets. */
  public JsonNode put(String path, String body) throws CommandFailure {
    return done(ask("PUT", path, body));
  }

  /** Starts something. */
  public JsonNode post(String path, String body) throws CommandFailure {
    return done(ask("POST", path, body));
  }

  /** Takes away. */
  public JsonNode delete(String path) throws CommandFailure {
    return done(ask("DELETE", path, ""));
  }

  /**
   * Asks and gives back whatever was answered.
   *
   * @throws CommandFailure if nobody answers, or somebody else does
   */
  public Answer ask(String method, String path, String body) throws CommandFailure {
    return ask(method, path, body, Map.of());
  }

  /** Asks with these header fields besides. */
  public Answer ask(String method, String path, String body, Map<String, String> headers)
      throws CommandFailure {
    String subject = "command-" + ProcessHandle.current().pid();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + tokens.mint(subject, TokenScope.ADMIN, TOKEN))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(builder::setHeader);
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (ConnectException e) {
      throw new CommandFailure(
          ExitCode.NOT_RUNNING,
          "Pillarbox isn't running on "
              + data
              + ": nothing answers at "
              + base
              + ". Start it with: pillarbox up",
          e);
    } catch (SSLHandshakeException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "Something answers at "
              + base
              + " that is not the Pillarbox of "
              + data
              + ": its certificate is another one",
          e);
    } catch (SSLException e) {
      throw new CommandFailure(ExitCode.FAILED, "No TLS connection to " + base + ": " + e, e);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "No answer from " + base + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted while waiting for " + base, e);
    }
  }

  private static JsonNode parse(String body) {
    if (body.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // Some refusals come as plain text; it is for people, and shown as it is.
      return JSON.getNodeFactory().textNode(body.strip());
    }
  }

  /** The body, or the failure that the answer stands for. */
  public static JsonNode done(Answer answer) throws CommandFailure {
    if (answer.status() < 300) {
      return answer.body();
    }
    throw failure(answer);
  }

  /** The failure that an answer stands for. */
  public static CommandFailure failure(Answer answer) {
    return switch (answer.status()) {
      case 401, 403 ->
          new CommandFailure(
              ExitCode.FAILED,
              "The appliance doesn't take this data directory's token: " + reason(answer));
      case 404 -> new CommandFailure(ExitCode.NOT_FOUND, reason(answer));
      case 409 -> new CommandFailure(ExitCode.EXISTS, reason(answer));
      default -> new CommandFailure(ExitCode.FAILED, reason(answer));
    };
  }

  private static String reason(Answer answer) {
    JsonNode body = answer.body();
    String message =
        body.isTextual()
            ? body.asText()
            : body.path("message").asText(body.path("detail").asText(body.path("title").asText()));
    String details = body.path("details").asText("");
    boolean more = !details.isEmpty() && !details.equals("null") && !details.equals(message);
    String text = more ? message + ": " + details : message;
    return text.isEmpty()
        ? "The appliance answered " + answer.status()
        : text + problems(body.path("problems"));
  }

  /** What else is wrong with a document, a line each; the first is told already. */
  private static String problems(JsonNode problems) {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i < problems.size(); i++) {
      JsonNode problem = problems.get(i);
      lines.append('\n');
      if (problem.has("line")) {
        lines.append("line ").append(problem.path("line").asInt()).append(": ");
      }
      lines.append(problem.path("pointer").asText());
      String value = problem.path("value").asText();
      lines.append(value.isEmpty() ? "" : ": " + value);
      lines.append(": expected ").append(problem.path("expected").asText());
    }
    return lines.toString();
  }
}
