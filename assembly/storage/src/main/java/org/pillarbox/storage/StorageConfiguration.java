package org.pillarbox.storage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where Cassandra is and how the mail store speaks to it. Consistency is not a setting: everything
 * is read and written at QUORUM, lightweight transactions at SERIAL, because the promise (ADR-0001)
 * does not hold below that.
 *
 * @param contactPoints nodes to try first, each {@code host:port}; at least one
 * @param localDatacenter name of the datacenter whose nodes are used, as Cassandra's snitch reports
 *     it
 * @param keyspace the keyspace of this installation: 1 to 48 lower-case letters, digits and
 *     underscores, starting with a letter
 * @param replicationFactor copies of each row, used only when the keyspace is created; 1 to 9
 * @param user name to authenticate with; empty when the cluster asks for none
 * @param password present exactly when {@code user} is
 * @param requestTimeout how long one statement may take; 100 ms to 1 min
 * @param startTimeout how long the start waits for Cassandra to answer before it gives up; 1 s to 1
 *     h
 * @param passwordRounds PBKDF2-SHA512 rounds for new passwords; 210,000 to 10,000,000
 */
public record StorageConfiguration(
    List<String> contactPoints,
    String localDatacenter,
    String keyspace,
    int replicationFactor,
    Optional<String> user,
    Optional<String> password,
    Duration requestTimeout,
    Duration startTimeout,
    int passwordRounds) {

  private static final int MIN_PASSWORD_ROUNDS = 210_000;
  private static final int MAX_PASSWORD_ROUNDS = 10_000_000;

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException naming the component, its value and what is allowed
   */
  public StorageConfiguration {
    contactPoints = List.copyOf(contactPoints);
    requireNonNull(user);
    requireNonNull(password);
    check(!contactPoints.isEmpty(), "contactPoints", contactPoints, "at least one host:port");
    contactPoints.forEach(ContactPoint::parse);
    check(!localDatacenter.isBlank(), "localDatacenter", localDatacenter, "a name");
    check(
        isKeyspaceName(keyspace),
        "keyspace",
        keyspace,
        "1 to 48 of a-z, 0-9 and _, starting with a letter");
    check(
        replicationFactor >= 1 && replicationFactor <= 9,
        "replicationFactor",
        replicationFactor,
        "1 to 9");
    check(
        user.isPresent() == password.isPresent(),
        "user",
        user,
        "user and password together, or neither");
    checkBetween(Duration.ofMillis(100), requestTimeout, Duration.ofMinutes(1), "requestTimeout");
    checkBetween(Duration.ofSeconds(1), startTimeout, Duration.ofHours(1), "startTimeout");
    check(
        passwordRounds >= MIN_PASSWORD_ROUNDS && passwordRounds <= MAX_PASSWORD_ROUNDS,
        "passwordRounds",
        passwordRounds,
        MIN_PASSWORD_ROUNDS + " to " + MAX_PASSWORD_ROUNDS);
  }

  /**
   * The settings of an appliance with its own Cassandra: one node on this host, keyspace {@code
   * pillarbox}, 5 s per statement.
   *
   * @param contactPoint {@code host:port} of the node
   * @param user the name that the engine made for us
   * @param password its password
   * @return the configuration
   */
  public static StorageConfiguration singleNode(String contactPoint, String user, String password) {
    return new StorageConfiguration(
        List.of(contactPoint),
        "datacenter1",
        "pillarbox",
        1,
        Optional.of(user),
        Optional.of(password),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        MIN_PASSWORD_ROUNDS);
  }

  /** The same with another cost of a password. */
  public StorageConfiguration withPasswordRounds(int rounds) {
    return new StorageConfiguration(
        contactPoints,
        localDatacenter,
        keyspace,
        replicationFactor,
        user,
        password,
        requestTimeout,
        startTimeout,
        rounds);
  }

  /**
   * The same configuration on another keyspace.
   *
   * @param name the other keyspace's name
   * @return the changed copy
   */
  public StorageConfiguration withKeyspace(String name) {
    return new StorageConfiguration(
        contactPoints,
        localDatacenter,
        name,
        replicationFactor,
        user,
        password,
        requestTimeout,
        startTimeout,
        passwordRounds);
  }

  /** Never shows the password: configurations end up in logs. */
  @Override
  public String toString() {
    return "StorageConfiguration[contactPoints=%s, localDatacenter=%s, keyspace=%s, replicationFactor=%d, user=%s, requestTimeout=%s]"
        .formatted(
            contactPoints,
            localDatacenter,
            keyspace,
            replicationFactor,
            user.orElse("none"),
            requestTimeout);
  }

  private static boolean isKeyspaceName(String name) {
    return !name.isEmpty()
        && name.length() <= 48
        && name.charAt(0) >= 'a'
        && name.charAt(0) <= 'z'
        && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
  }

  private static void checkBetween(Duration least, Duration value, Duration most, String field) {
    check(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        field,
        value,
        least + " to " + most);
  }

  private static void check(boolean condition, String field, Object value, String allowed) {
    if (!condition) {
      throw new IllegalArgumentException(
          "storage: %s is %s; allowed: %s".formatted(field, value, allowed));
    }
  }
}
