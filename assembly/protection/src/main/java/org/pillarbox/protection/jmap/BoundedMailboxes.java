package org.pillarbox.protection.jmap;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.AppendCommand;
import org.apache.james.mailbox.MessageManager.AppendResult;
import org.pillarbox.protection.message.MessageBounds;
import org.pillarbox.protection.message.MessageStructure;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The mailboxes as {@code Email/set} (RFC 8621 section 4.6) sees them: the message that it has
 * built from a client's parts, and from blobs of any depth, comes into one only when SMTP would
 * take it.
 *
 * <p>Proxies, because James' two interfaces have a hundred methods of which {@code Email/set} calls
 * one each.
 */
final class BoundedMailboxes {
  private final MessageBounds bounds;

  BoundedMailboxes(MessageBounds bounds) {
    this.bounds = bounds;
  }

  MailboxManager of(MailboxManager mailboxes) {
    return proxy(
        MailboxManager.class,
        (method, arguments) ->
            method.getName().equals("getMailboxReactive")
                ? Mono.from(mailbox(invoke(mailboxes, method, arguments))).map(this::bounded)
                : invoke(mailboxes, method, arguments));
  }

  private MessageManager bounded(MessageManager mailbox) {
    return proxy(
        MessageManager.class,
        (method, arguments) ->
            method.getName().equals("appendMessageReactive")
                ? append(mailbox, (AppendCommand) arguments[0], (MailboxSession) arguments[1])
                : invoke(mailbox, method, arguments));
  }

  private Mono<AppendResult> append(
      MessageManager mailbox, AppendCommand command, MailboxSession session) {
    return check(command)
        .then(Mono.defer(() -> Mono.from(mailbox.appendMessageReactive(command, session))));
  }

  private Mono<Void> check(AppendCommand command) {
    return Mono.fromCallable(
            () -> {
              try (InputStream message = command.getMsgIn().getInputStream()) {
                return MessageStructure.violation(message, bounds);
              }
            })
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(
            (Optional<String> violation) ->
                violation
                    .map(what -> Mono.<Void>error(new IllegalArgumentException(what)))
                    .orElseGet(Mono::empty));
  }

  @SuppressWarnings("unchecked") // What the method is declared to give back.
  private static Publisher<MessageManager> mailbox(Object found) {
    return (Publisher<MessageManager>) found;
  }

  private interface Answer {
    Object to(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method, arguments)));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
