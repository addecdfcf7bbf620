package org.pillarbox.webadmin.routes;

import java.util.Optional;
import java.util.function.Consumer;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import spark.Request;
import spark.Service;

/**
 * What lies under {@code /users/{user}}: whose it is, and that it goes with the user. Its routes
 * have the user's part as {@code :user}.
 */
public final class UserResources {
  private static final String USER = "user";

  private final UsersRepository users;

  @Inject
  public UserResources(UsersRepository users) {
    this.users = users;
  }

  /**
   * Whom the path names, if there is such a user.
   *
   * @throws IllegalArgumentException if that is no name; James answers 400 for all of webadmin
   */
  public Optional<Username> named(Request request) throws UsersRepositoryException {
    Username user = Username.of(request.params(USER));
    return users.contains(user) ? Optional.of(user) : Optional.empty();
  }

  /** Forgets with the user: else whoever gets the name next would inherit what was kept. */
  public static void forgetWithUser(Service service, Consumer<Username> forget) {
    service.after(
        "/users/:" + USER,
        (request, response) -> {
          if (request.requestMethod().equals("DELETE") && response.status() == 204) {
            forget.accept(Username.of(request.params(USER)));
          }
        });
  }
}
