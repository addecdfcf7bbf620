package org.pillarbox.protection.imap;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.process.ImapLineHandler;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import reactor.core.publisher.Mono;

/** James' session, but each mailbox that is selected in it becomes a {@link FaithfulSelection}. */
final class FaithfulSession implements ImapSession {
  private final ImapSession james;
  private final boolean examining;

  /**
   * For one command.
   *
   * @param examining whether a mailbox that is selected is only looked at
   */
  FaithfulSession(ImapSession james, boolean examining) {
    this.james = james;
    this.examining = examining;
  }

  @Override
  public Mono<Void> selected(SelectedMailbox mailbox) {
    return james.selected(new FaithfulSelection(mailbox, examining));
  }

  @Override
  public SelectedMailbox getSelected() {
    return james.getSelected();
  }

  @Override
  public Mono<Void> deselect() {
    return james.deselect();
  }

  @Override
  public SessionId sessionId() {
    return james.sessionId();
  }

  @Override
  public void executeSafely(Runnable runnable) {
    james.executeSafely(runnable);
  }

  @Override
  public Mono<Void> logout() {
    return james.logout();
  }

  @Override
  public ImapSessionState getState() {
    return james.getState();
  }

  @Override
  public void authenticated() {
    james.authenticated();
  }

  @Override
  public void setMailboxSession(MailboxSession mailboxSession) {
    james.setMailboxSession(mailboxSession);
  }

  @Override
  public MailboxSession getMailboxSession() {
    return james.getMailboxSession();
  }

  @Override
  public Object getAttribute(String key) {
    return james.getAttribute(key);
  }

  @Override
  public void setAttribute(String key, Object value) {
    james.setAttribute(key, value);
  }

  @Override
  public boolean startTLS(Runnable runnable) {
    return james.startTLS(runnable);
  }

  @Override
  public boolean isTLSActive() {
    return james.isTLSActive();
  }

  @Override
  public boolean supportStartTLS() {
    return james.supportStartTLS();
  }

  @Override
  public Optional<SSLSession> getSSLSession() {
    return james.getSSLSession();
  }

  @Override
  public boolean isCompressionActive() {
    return james.isCompressionActive();
  }

  @Override
  public boolean isCompressionSupported() {
    return james.isCompressionSupported();
  }

  @Override
  public boolean startCompression(Runnable runnable) {
    return james.startCompression(runnable);
  }

  @Override
  public void pushLineHandler(ImapLineHandler handler) {
    james.pushLineHandler(handler);
  }

  @Override
  public void popLineHandler() {
    james.popLineHandler();
  }

  @Override
  public boolean needsCommandInjectionDetection() {
    return james.needsCommandInjectionDetection();
  }

  @Override
  public void startDetectingCommandInjection() {
    james.startDetectingCommandInjection();
  }

  @Override
  public void stopDetectingCommandInjection() {
    james.stopDetectingCommandInjection();
  }

  @Override
  public boolean supportMultipleNamespaces() {
    return james.supportMultipleNamespaces();
  }

  @Override
  public boolean isSSLRequired() {
    return james.isSSLRequired();
  }

  @Override
  public boolean isPlainAuthEnabled() {
    return james.isPlainAuthEnabled();
  }

  @Override
  public boolean supportsOAuth() {
    return james.supportsOAuth();
  }

  @Override
  public Optional<OidcSASLConfiguration> oidcSaslConfiguration() {
    return james.oidcSaslConfiguration();
  }

  @Override
  public void schedule(Runnable runnable, Duration waitDelay) {
    james.schedule(runnable, waitDelay);
  }
}
