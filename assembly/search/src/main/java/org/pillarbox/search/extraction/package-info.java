/** The small process that reads attachments. Knows the JDK and PDFBox only. */
package org.pillarbox.search.extraction;
