package org.pillarbox.actions.rules;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

/** The mailet context of a test: what is sent is looked at here. */
public final class Sent {
  /** One mail that went into the spool. */
  public record Sending(MailImpl mail, String state, Duration delay) {
    /** The message. */
    public String text() throws Exception {
      return Sent.text(mail);
    }
  }

  private final List<Sending> sendings = new ArrayList<>();

  /** All that was sent. */
  public List<Sending> all() {
    return sendings;
  }

  /** The message of a mail. */
  public static String text(Mail mail) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    mail.getMessage().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  MailetContext context() {
    return (MailetContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MailetContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "sendMail" -> send(arguments);
                  case "getPostmaster" -> new MailAddress("postmaster@ours.example");
                  case "isLocalServer" -> ((Domain) arguments[0]).asString().equals("ours.example");
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Object send(Object[] arguments) throws Exception {
    MailImpl mail = MailImpl.duplicate((Mail) arguments[0]);
    mail.setName(((Mail) arguments[0]).getName());
    String state = arguments.length > 1 ? (String) arguments[1] : Mail.DEFAULT;
    Duration delay =
        arguments.length > 3
            ? Duration.ofMillis(((TimeUnit) arguments[3]).toMillis((Long) arguments[2]))
            : Duration.ZERO;
    sendings.add(new Sending(mail, state, delay));
    return null;
  }
}
