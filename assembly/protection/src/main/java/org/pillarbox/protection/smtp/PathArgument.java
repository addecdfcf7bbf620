package org.pillarbox.protection.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The argument of MAIL and RCPT as RFC 5321 section 4.1.1 writes it: {@code FROM:<path>
 * parameters}. It only finds what is not allowed; James' own commands then read it.
 */
final class PathArgument {
  /**
   * RFC 5321 section 4.5.3.1: 256 octets with brackets; 64 for the local part, 255 for the domain.
   */
  private static final int MAX_PATH = 256;

  private static final int MAX_LOCAL_PART = 64;
  private static final int MAX_DOMAIN = 255;

  private PathArgument() {}

  /**
   * What is wrong with the argument.
   *
   * @param argument what follows the verb, null when nothing does
   * @param known names of the parameters this command understands, in upper case
   */
  static Optional<Reply> refusal(String argument, Set<String> known) {
    int open = argument == null ? -1 : argument.indexOf('<');
    int close = open < 0 ? -1 : argument.indexOf('>', open);
    if (close < 0) {
      // James' command says what the syntax is.
      return Optional.empty();
    }
    String path = argument.substring(open, close + 1);
    return address(path).or(() -> parameters(argument.substring(close + 1), known));
  }

  /** The value of a parameter, such as SIZE, in its last occurrence. */
  static Optional<String> parameter(String argument, String name) {
    int close = argument.indexOf('>');
    return close < 0
        ? Optional.empty()
        : Optional.ofNullable(split(argument.substring(close + 1)).get(name));
  }

  private static Optional<Reply> address(String path) {
    if (path.chars().anyMatch(c -> c > 126)) {
      return Optional.of(
          new Reply("553", "5.6.7", "Addresses with characters outside ASCII are not supported"));
    }
    if (path.chars().anyMatch(c -> c < 32)) {
      return Optional.of(new Reply("501", "5.1.3", "Control character in address"));
    }
    int at = path.lastIndexOf('@');
    int localPart = at < 0 ? path.length() - 2 : at - 1;
    int domain = at < 0 ? 0 : path.length() - at - 2;
    if (path.length() > MAX_PATH || localPart > MAX_LOCAL_PART || domain > MAX_DOMAIN) {
      return Optional.of(new Reply("501", "5.1.3", "Address too long (RFC 5321 section 4.5.3.1)"));
    }
    return Optional.empty();
  }

  private static Optional<Reply> parameters(String rest, Set<String> known) {
    if (!rest.isEmpty() && rest.charAt(0) != ' ') {
      return Optional.of(
          new Reply("501", "5.5.4", "A space is needed between address and parameters"));
    }
    return split(rest).keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(
            name ->
                new Reply("555", "5.5.4", "Parameter " + printable(name) + " is not supported"));
  }

  private static Map<String, String> split(String rest) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : rest.trim().split(" +", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (!name.isEmpty()) {
        parameters.put(
            name.toUpperCase(Locale.ROOT), equals < 0 ? "" : parameter.substring(equals + 1));
      }
    }
    return parameters;
  }

  private static String printable(String name) {
    String cut = name.length() > 40 ? name.substring(0, 40) : name;
    return cut.replaceAll("[^A-Za-z0-9-]", "?");
  }
}
