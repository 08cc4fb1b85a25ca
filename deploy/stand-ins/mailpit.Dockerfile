# Stands in for docker.io/axllent/mailpit: our SMTP server with the JSON inbox.
ARG INBOX=ratsnetz/inbox:0.1.0-SNAPSHOT
FROM ${INBOX}
COPY --chmod=755 mailpit /mailpit
ENV RATSNETZ_INBOX_PORT=8025 RATSNETZ_SMTP_PORT=1025
