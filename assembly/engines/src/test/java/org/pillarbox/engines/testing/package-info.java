/** JUnit 5 extensions that give a test the real engines, started once per JVM. */
package org.pillarbox.engines.testing;
