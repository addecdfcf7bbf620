package org.pillarbox.webadmin.door;

/** How the certificate of the door lies on disk. */
public enum CertificateFormat {
  /** One PEM file with the chain, one with the key (PKCS#8, PKCS#1 or SEC 1). */
  PEM,
  /** One PKCS#12 or JKS keystore with exactly one key. */
  KEYSTORE
}
