package org.pillarbox.webadmin.door;

/**
 * The HTTPS listener.
 *
 * @param address to listen on; {@code 0.0.0.0} or {@code ::} for all
 * @param port to listen on; 0 takes a free one (tests)
 * @param jmap whether JMAP is served beside the REST API
 * @param certificate the mail certificate
 * @param limits what a client may ask
 */
public record DoorConfiguration(
    String address, int port, boolean jmap, DoorCertificate certificate, DoorLimits limits) {

  public DoorConfiguration {
    if (address.isBlank()) {
      throw new IllegalArgumentException("address: empty; allowed is an IP address of this host");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "port: " + port + " is not allowed; allowed are 0 to 65535");
    }
  }

  /** All addresses of the host and the usual limits. */
  public static DoorConfiguration on(int port, DoorCertificate certificate) {
    return new DoorConfiguration("0.0.0.0", port, true, certificate, DoorLimits.defaults());
  }
}
