import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AdminPage } from "./admin-page.tsx";
import "./admin.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <AdminPage />
  </StrictMode>,
);
